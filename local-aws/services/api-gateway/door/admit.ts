import { assumed, belief, sourced } from "../../../belief";
import { apiGatewaySlice, type UsagePlan } from "../state";
import type { MethodCall } from "./call";
import { GatewayError } from "./gateway-error";
import { countInQuota } from "./quota";
import { takeToken } from "./throttle";

belief(
  "API Gateway",
  "A method that asks for a key answers 403 without one, with one that is disabled, or with one of no usage plan of the stage.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html"),
);
belief(
  "API Gateway",
  "A request that is throttled does not count towards the quota; one that its body fails does.",
  assumed("the key is looked at before the body"),
);

/**
 * Lets a call in by its key, the stage's and the plan's throttle, and the plan's quota.
 * @throws GatewayError INVALID_API_KEY, THROTTLED, QUOTA_EXCEEDED
 */
export function admit(call: MethodCall): MethodCall {
  const { api, stage, method, request, context } = call;
  const place = `${api.id}/${stage.settings.stageName}`;
  const ofMethod = methodThrottle(call);
  if (ofMethod && !takeToken(`${place}/${ofMethod.key}`, ofMethod, context)) throw new GatewayError("THROTTLED");
  if (!method.apiKeyRequired) return call;

  const { keys, plans } = context.state(apiGatewaySlice);
  const value = request.headers["x-api-key"];
  const key = Object.values(keys).find(({ settings, region }) => settings.value === value && region === api.region);
  if (!key?.settings.enabled) throw new GatewayError("INVALID_API_KEY");
  const { id } = key.settings;
  const plan = Object.values(plans).find((each) => each.keyIds.includes(id) && isFor(each, call));
  if (!plan) throw new GatewayError("INVALID_API_KEY");
  const { rateLimit, burstLimit } = plan.settings.throttle ?? {};
  if (rateLimit !== undefined && burstLimit !== undefined)
    if (!takeToken(`${plan.settings.id}/${id}`, { rateLimit, burstLimit }, context))
      throw new GatewayError("THROTTLED");
  if (!countInQuota(plan, id, context.clock.now())) throw new GatewayError("QUOTA_EXCEEDED");
  return { ...call, apiKey: { id, value: key.settings.value } };
}

const isFor = ({ settings: { apiStages = [] } }: UsagePlan, { api, stage }: MethodCall): boolean =>
  apiStages.some((each) => each.apiId === api.id && each.stage === stage.settings.stageName);

/** The stage's own throttle for the method, or for all; -1 is none. */
function methodThrottle({ stage: { settings }, resource, method }: MethodCall) {
  for (const key of [`${resource.path.slice(1)}/${method.httpMethod ?? ""}`, "*/*"]) {
    const { throttlingRateLimit: rateLimit = -1, throttlingBurstLimit: burstLimit = -1 } =
      settings.methodSettings?.[key] ?? {};
    if (rateLimit >= 0 && burstLimit >= 0) return { key, rateLimit, burstLimit };
  }
  return undefined;
}
