import type * as sdk from "@aws-sdk/client-api-gateway";
import { belief, sourced } from "../../belief";
import type { Context } from "../../context";
import type { Handlers } from "../../service";
import { patchMethodSettings } from "./method-settings";
import { patch, type PatchablePaths } from "./patch";
import { apiGatewaySlice, apiOf, badRequest, conflict, type RestApi, type Stage, stageOf, there } from "./state";

belief(
  "API Gateway",
  "A stage takes access logs when the account of that Region has a role for logs.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"),
);

const paths: PatchablePaths = {
  deploymentId: "text",
  description: "text",
  documentationVersion: "text",
  clientCertificateId: "text",
  tracingEnabled: "boolean",
  "variables/*": "text",
  accessLogSettings: "part",
  "accessLogSettings/destinationArn": "text",
  "accessLogSettings/format": "text",
};

/** Stages of REST APIs: each serves one deployment. */
export const stages = {
  CreateStage: (input, context) => {
    const { restApiId, cacheClusterEnabled = false, tracingEnabled = false, ...given } = input;
    const api = apiOf(restApiId, context);
    if (cacheClusterEnabled || given.canarySettings)
      throw badRequest("Local AWS's API Gateway has neither caches nor canaries.");
    if (api.stages[given.stageName]) throw conflict("Stage already exists");
    checkDeployment(api, given.deploymentId);
    const now = context.clock.now().toISOString();
    const settings = { ...given, cacheClusterEnabled, tracingEnabled, methodSettings: {} };
    const made: Stage = {
      settings: { ...settings, cacheClusterStatus: "NOT_AVAILABLE" },
      createdAt: now,
      updatedAt: now,
    };
    api.stages[given.stageName] = made;
    return toStage(made);
  },

  GetStage: ({ restApiId, stageName }, context) => toStage(stageOf(apiOf(restApiId, context), stageName)),

  GetStages: ({ restApiId, deploymentId }, context) => ({
    item: Object.values(apiOf(restApiId, context).stages)
      .filter(({ settings }) => deploymentId === undefined || settings.deploymentId === deploymentId)
      .map(toStage),
  }),

  UpdateStage: ({ restApiId, stageName, patchOperations = [] }, context) => {
    const api = apiOf(restApiId, context);
    const stage = stageOf(api, stageName);
    const changed = structuredClone(stage.settings);
    patch(changed, patchMethodSettings(changed, patchOperations), paths);
    checkDeployment(api, changed.deploymentId);
    if (changed.accessLogSettings) checkLogRole(context);
    Object.assign(stage, { settings: changed, updatedAt: context.clock.now().toISOString() });
    return toStage(stage);
  },

  DeleteStage: ({ restApiId, stageName }, context) => {
    const api = apiOf(restApiId, context);
    stageOf(api, stageName);
    Reflect.deleteProperty(api.stages, stageName);
    return {};
  },

  GetAccount: (_input, context) => account(context),

  UpdateAccount: ({ patchOperations }, context) => {
    const { logRoles } = context.state(apiGatewaySlice);
    const settings: { cloudwatchRoleArn?: string } = {};
    patch(settings, patchOperations, { cloudwatchRoleArn: "text" });
    if (settings.cloudwatchRoleArn) logRoles[context.region] = settings.cloudwatchRoleArn;
    else Reflect.deleteProperty(logRoles, context.region);
    return account(context);
  },
} satisfies Handlers<typeof sdk>;

const checkDeployment = ({ deployments }: RestApi, id: string) =>
  there(deployments[id], "Invalid Deployment identifier specified");

function checkLogRole({ state, region }: Context): void {
  if (state(apiGatewaySlice).logRoles[region] !== undefined) return;
  throw badRequest("CloudWatch Logs role ARN must be set in account settings to enable logging");
}

function account({ state, region }: Context) {
  const cloudwatchRoleArn = state(apiGatewaySlice).logRoles[region];
  return {
    ...(cloudwatchRoleArn !== undefined && { cloudwatchRoleArn }),
    throttleSettings: { rateLimit: 10_000, burstLimit: 5_000 },
    features: ["UsagePlans"],
    apiKeyVersion: "4",
  };
}

const toStage = ({ settings, createdAt, updatedAt }: Stage) => ({
  ...settings,
  createdDate: new Date(createdAt),
  lastUpdatedDate: new Date(updatedAt),
});
