import type * as sdk from "@aws-sdk/client-api-gateway";
import { belief, sourced } from "../../belief";
import type { Handlers } from "../../service";
import { methodOf, noSuchStatus } from "./methods";
import { patch, type PatchablePaths } from "./patch";
import { badRequest, there } from "./state";

belief(
  "API Gateway",
  "An integration passes a body through WHEN_NO_MATCH and has 29 seconds, unless it says otherwise.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html"),
);

const paths: PatchablePaths = {
  uri: "text",
  httpMethod: "text",
  credentials: "text",
  passthroughBehavior: "text",
  contentHandling: "text",
  connectionType: "text",
  cacheNamespace: "text",
  timeoutInMillis: "number",
  "requestTemplates/*": "text",
  "requestParameters/*": "text",
  "cacheKeyParameters/*": "member",
};

/** What stands behind a method, and how its answer is turned into the method's. */
export const integrations = {
  PutIntegration: (input, context) => {
    const { restApiId, resourceId, httpMethod, integrationHttpMethod, type, ...given } = input;
    const method = methodOf({ restApiId, resourceId, httpMethod }, context);
    if (type !== "MOCK" && type !== "AWS_PROXY")
      throw badRequest(`Local AWS's API Gateway has the integrations MOCK and AWS_PROXY, not ${type}.`);
    if (type === "AWS_PROXY" && !given.uri?.includes(":lambda:path/"))
      throw badRequest("AWS ARN for integration must contain path or action");
    const integrationResponses = method.methodIntegration?.integrationResponses;
    return (method.methodIntegration = {
      type,
      passthroughBehavior: "WHEN_NO_MATCH",
      timeoutInMillis: 29_000,
      cacheNamespace: resourceId,
      cacheKeyParameters: [],
      ...given,
      ...(integrationHttpMethod !== undefined && { httpMethod: integrationHttpMethod }),
      ...(integrationResponses && { integrationResponses }),
    });
  },

  GetIntegration: (input, context) => integrationOf(methodOf(input, context)),

  UpdateIntegration: ({ patchOperations, ...place }, context) => {
    const integration = integrationOf(methodOf(place, context));
    patch(integration, patchOperations, paths);
    return integration;
  },

  DeleteIntegration: (input, context) => {
    const method = methodOf(input, context);
    integrationOf(method);
    Reflect.deleteProperty(method, "methodIntegration");
    return {};
  },

  PutIntegrationResponse: ({ restApiId, resourceId, httpMethod, statusCode, ...given }, context) => {
    const method = methodOf({ restApiId, resourceId, httpMethod }, context);
    there(method.methodResponses?.[statusCode], noSuchStatus);
    const integration = integrationOf(method);
    const responses = (integration.integrationResponses ??= {});
    return (responses[statusCode] = { statusCode, ...given });
  },

  GetIntegrationResponse: ({ statusCode, ...place }, context) =>
    there(integrationOf(methodOf(place, context)).integrationResponses?.[statusCode], noSuchStatus),

  DeleteIntegrationResponse: ({ statusCode, ...place }, context) => {
    const { integrationResponses = {} } = integrationOf(methodOf(place, context));
    there(integrationResponses[statusCode], noSuchStatus);
    Reflect.deleteProperty(integrationResponses, statusCode);
    return {};
  },
} satisfies Handlers<typeof sdk>;

const integrationOf = ({ methodIntegration }: sdk.Method): sdk.Integration =>
  there(methodIntegration, "Invalid Integration identifier specified");
