import { page } from "../../page";
import type * as sdk from "@aws-sdk/client-api-gateway";
import { assumed, belief } from "../../belief";
import type { Context } from "../../context";
import type { Handlers } from "../../service";
import { patch, type PatchablePaths, type PatchOperation } from "./patch";
import { type ApiKey, apiGatewaySlice, badRequest, conflict, keyOf, planOf, there, type UsagePlan } from "./state";

belief(
  "API Gateway",
  "A key is 40 characters when none is given, and shown only to who asks for its value.",
  assumed("keys that AWS has made"),
);

const planPaths: PatchablePaths = {
  name: "text",
  description: "text",
  productCode: "text",
  throttle: "part",
  "throttle/rateLimit": "number",
  "throttle/burstLimit": "number",
  quota: "part",
  "quota/limit": "number",
  "quota/offset": "number",
  "quota/period": "text",
};

/** API keys, and the usage plans that bound what they may ask. */
export const keysAndPlans = {
  CreateApiKey: ({ name, description, enabled = false, value, customerId, tags = {} }, context) => {
    const { keys } = context.state(apiGatewaySlice);
    // An empty value asks for a new one.
    if (value && value.length < 20) throw badRequest("API Key value should be at least 20 characters");
    if (Object.values(keys).some(({ settings }) => settings.value === value)) throw conflict("API Key already exists");
    const now = context.clock.now().toISOString();
    const id = context.id(10, "lower");
    const named = { ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
    const given = { ...named, ...(customerId && { customerId }), enabled, tags };
    const settings = { ...given, id, value: value || context.id(40, "lower"), stageKeys: [] };
    const made = { region: context.region, settings, createdAt: now, updatedAt: now };
    keys[id] = made;
    return toKey(made, true);
  },

  GetApiKey: ({ apiKey, includeValue = false }, context) => toKey(keyOf(apiKey, context), includeValue),

  GetApiKeys: ({ includeValues = false, limit = 25, position, nameQuery = "" }, { state, region }) => {
    const keys = Object.values(state(apiGatewaySlice).keys).filter(
      (key) => key.region === region && (key.settings.name ?? "").startsWith(nameQuery),
    );
    return positioned(
      keys.map((key) => toKey(key, includeValues)),
      limit,
      position,
    );
  },

  UpdateApiKey: ({ apiKey, patchOperations }, context) => {
    const key = keyOf(apiKey, context);
    patch(key.settings, patchOperations, { name: "text", description: "text", customerId: "text", enabled: "boolean" });
    key.updatedAt = context.clock.now().toISOString();
    return toKey(key, false);
  },

  DeleteApiKey: ({ apiKey }, context) => {
    const { id } = keyOf(apiKey, context).settings;
    const { keys, plans } = context.state(apiGatewaySlice);
    for (const plan of Object.values(plans)) plan.keyIds = plan.keyIds.filter((each) => each !== id);
    Reflect.deleteProperty(keys, id);
    return {};
  },

  CreateUsagePlan: ({ apiStages = [], tags = {}, ...given }, context) => {
    for (const { apiId, stage } of apiStages) checkStage(apiId, stage, context);
    const id = context.id(6, "lower");
    const made: UsagePlan = {
      region: context.region,
      settings: { ...given, id, apiStages, tags },
      keyIds: [],
      used: {},
    };
    context.state(apiGatewaySlice).plans[id] = made;
    return made.settings;
  },

  GetUsagePlan: ({ usagePlanId }, context) => planOf(usagePlanId, context).settings,

  GetUsagePlans: ({ keyId, limit = 25, position }, { state, region }) => {
    const plans = Object.values(state(apiGatewaySlice).plans).filter(
      (plan) => plan.region === region && (keyId === undefined || plan.keyIds.includes(keyId)),
    );
    return positioned(
      plans.map(({ settings }) => settings),
      limit,
      position,
    );
  },

  UpdateUsagePlan: ({ usagePlanId, patchOperations = [] }, context) => {
    const { settings } = planOf(usagePlanId, context);
    patch(settings, patchStages(settings, patchOperations, context), planPaths);
    return settings;
  },

  DeleteUsagePlan: ({ usagePlanId }, context) => {
    const { settings } = planOf(usagePlanId, context);
    if ((settings.apiStages ?? []).length > 0)
      throw badRequest(`Cannot delete usage plan ${settings.id}: it has API stages`);
    Reflect.deleteProperty(context.state(apiGatewaySlice).plans, settings.id);
    return {};
  },

  CreateUsagePlanKey: ({ usagePlanId, keyId, keyType }, context) => {
    const plan = planOf(usagePlanId, context);
    if (keyType !== "API_KEY") throw badRequest("Unknown key type");
    const key = keyOf(keyId, context);
    if (plan.keyIds.includes(keyId)) throw conflict("Usage Plan and API Key are associated already");
    plan.keyIds.push(keyId);
    return toPlanKey(key);
  },

  GetUsagePlanKey: ({ usagePlanId, keyId }, context) => {
    const { keyIds } = planOf(usagePlanId, context);
    there(keyIds.includes(keyId) || undefined, "Invalid Usage Plan Key identifier specified");
    return toPlanKey(keyOf(keyId, context));
  },

  GetUsagePlanKeys: ({ usagePlanId, nameQuery = "", limit = 25, position }, context) => {
    const keys = planOf(usagePlanId, context).keyIds.map((keyId) => toPlanKey(keyOf(keyId, context)));
    return positioned(
      keys.filter(({ name = "" }) => name.startsWith(nameQuery)),
      limit,
      position,
    );
  },

  DeleteUsagePlanKey: ({ usagePlanId, keyId }, context) => {
    const plan = planOf(usagePlanId, context);
    there(plan.keyIds.includes(keyId) || undefined, "Invalid Usage Plan Key identifier specified");
    plan.keyIds = plan.keyIds.filter((each) => each !== keyId);
    return {};
  },
} satisfies Handlers<typeof sdk>;

/** One page of a list, as API Gateway answers it. */
function positioned<Item>(all: readonly Item[], maxResults: number, position: string | undefined) {
  const { items, nextToken } = page(all, { maxResults, nextToken: position });
  return { items: [...items], ...(nextToken && { position: nextToken }) };
}

function toKey({ settings: { value, ...settings }, createdAt, updatedAt }: ApiKey, withValue: boolean) {
  const dates = { createdDate: new Date(createdAt), lastUpdatedDate: new Date(updatedAt) };
  return { ...settings, ...(withValue && { value }), ...dates };
}

const toPlanKey = ({ settings: { id, name, value } }: ApiKey) => ({
  id,
  type: "API_KEY",
  value,
  ...(name !== undefined && { name }),
});

function checkStage(apiId: string | undefined, stage: string | undefined, { state }: Context): void {
  const api = state(apiGatewaySlice).apis[apiId ?? ""];
  if (!api?.stages[stage ?? ""]) throw badRequest(`API Stage not found: ${apiId ?? ""}:${stage ?? ""}`);
}

/** Applies what is about the plan's stages, `API:STAGE` as the value; gives back the other operations. */
function patchStages(
  settings: sdk.UsagePlan,
  operations: readonly PatchOperation[],
  context: Context,
): PatchOperation[] {
  return operations.filter(({ op, path, value = "" }) => {
    if (path !== "/apiStages") return true;
    const [apiId, stage] = value.split(":");
    const others = (settings.apiStages ?? []).filter((each) => each.apiId !== apiId || each.stage !== stage);
    if (op === "add") checkStage(apiId, stage, context);
    settings.apiStages = op === "add" ? [...others, { apiId, stage }] : others;
    return false;
  });
}
