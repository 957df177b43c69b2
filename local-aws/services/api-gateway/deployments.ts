import type * as sdk from "@aws-sdk/client-api-gateway";
import { assumed, belief, sourced } from "../../belief";
import type { Handlers } from "../../service";
import { patch } from "./patch";
import { apiOf, badRequest, type Deployment, there } from "./state";

belief(
  "API Gateway",
  "A deployment is a snapshot: what is changed later is not served before the next one.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html"),
);
belief(
  "API Gateway",
  "An API without methods, or with a method without an integration, cannot be deployed; a deployment that a stage serves cannot be deleted.",
  assumed("the messages that the provider's users report"),
);

const missing = "Invalid Deployment identifier specified";

/** Deployments of REST APIs. */
export const deployments = {
  CreateDeployment: ({ restApiId, description, stageName }, context) => {
    const api = apiOf(restApiId, context);
    if (stageName) throw badRequest("Local AWS's API Gateway makes stages by CreateStage alone.");
    const methods = Object.values(api.content.resources).flatMap((resource) => Object.values(resource.methods));
    if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods");
    if (methods.some(({ methodIntegration }) => !methodIntegration))
      throw badRequest("No integration defined for method");
    const made: Deployment = {
      id: context.id(6, "lower"),
      ...(description !== undefined && { description }),
      createdAt: context.clock.now().toISOString(),
      content: structuredClone(api.content),
    };
    api.deployments[made.id] = made;
    return toDeployment(made);
  },

  GetDeployment: ({ restApiId, deploymentId }, context) =>
    toDeployment(there(apiOf(restApiId, context).deployments[deploymentId], missing)),

  UpdateDeployment: ({ restApiId, deploymentId, patchOperations }, context) => {
    const deployment = there(apiOf(restApiId, context).deployments[deploymentId], missing);
    patch(deployment, patchOperations, { description: "text" });
    return toDeployment(deployment);
  },

  DeleteDeployment: ({ restApiId, deploymentId }, context) => {
    const { deployments, stages } = apiOf(restApiId, context);
    there(deployments[deploymentId], missing);
    if (Object.values(stages).some(({ settings }) => settings.deploymentId === deploymentId))
      throw badRequest("Active stages pointing to this deployment must be moved or deleted");
    Reflect.deleteProperty(deployments, deploymentId);
    return {};
  },
} satisfies Handlers<typeof sdk>;

const toDeployment = ({ id, description, createdAt }: Deployment) => ({
  id,
  ...(description !== undefined && { description }),
  createdDate: new Date(createdAt),
});
