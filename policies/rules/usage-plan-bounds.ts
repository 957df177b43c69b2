import { certainText, certainty, type Attribute, type Certainty } from "../attribute";
import type { Api, Entrance, Estate, UsagePlan } from "../estate";
import { both, either, leadsTo } from "../leads-to";

/** What the usage plans of an estate say of a method that asks for a key. */
export interface Bounds {
  readonly bounded: Certainty;
  /** Why it is not, or not certainly, bounded; what bounds it otherwise. */
  readonly because: string;
}

/**
 * A key is worth what its usage plan bounds: every usage plan that lists the API has to have a throttle and a quota, and one of
 * them a key. Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export function usagePlanBounds(entrance: Entrance, api: Api | undefined, estate: Estate): Bounds {
  const plans = estate.usagePlans
    .map((plan) => ({ plan, lists: lists(plan, entrance, api), ...limitsOf(plan, entrance, waysInto(api, estate)) }))
    .filter(({ lists: listed }) => listed !== "no");
  const certain = plans.filter((each) => each.lists === "yes");
  const unbounded = certain.find((each) => each.bounded === "no");
  if (unbounded !== undefined)
    return { bounded: "no", because: `usage plan ${unbounded.plan.address} has no ${unbounded.lacks}` };
  const open = plans.find((each) => each.bounded !== "yes") ?? (certain.length === 0 ? plans[0] : undefined);
  if (open !== undefined)
    return {
      bounded: "unknown",
      because: `nothing proves that usage plan ${open.plan.address} is this API's and bounds it`,
    };
  const [first] = certain;
  if (first === undefined)
    return { bounded: api === undefined ? "unknown" : "no", because: "no usage plan of this plan lists its API" };
  const keyed = either(certain.map(({ plan }) => hasKey(plan, estate)));
  const names = certain.map(({ plan }) => plan.address).join(", ");
  if (keyed !== "yes") return { bounded: keyed, because: `no key is bound to usage plan ${names}` };
  return { bounded: "yes", because: `usage plan ${names} has a throttle, a quota and a key` };
}

function lists(plan: UsagePlan, entrance: Entrance, api: Api | undefined): Certainty {
  if (plan.apis === "undetermined") return "unknown";
  if (api !== undefined) return either(plan.apis.map((listed) => leadsTo(listed, api, api.id)));
  const id = certainText(entrance.api);
  return either(plan.apis.map((listed) => (id !== undefined && certainText(listed) === id ? "yes" : "unknown")));
}

function limitsOf(
  plan: UsagePlan,
  entrance: Entrance,
  others: readonly Entrance[],
): { bounded: Certainty; lacks: string } {
  const throttle = either([
    both(isPositive(plan.rateLimit), isPositive(plan.burstLimit)),
    ...plan.methodThrottles.map((each) =>
      both(covers(each.method, entrance, others), isPositive(each.rateLimit), isPositive(each.burstLimit)),
    ),
  ]);
  const quota = isPositive(plan.quota);
  const lacks = [...(throttle === "no" ? ["throttle"] : []), ...(quota === "no" ? ["quota"] : [])].join(" and no ");
  return { bounded: both(throttle, quota), lacks };
}

/** Methods of the same API, and those that may be. */
const waysInto = (api: Api | undefined, { entrances }: Estate): readonly Entrance[] =>
  entrances.filter((each) => each.kind === "method" && (api === undefined || leadsTo(each.api, api, api.id) !== "no"));

/** A throttle names path and method, and the plan does not know a method's path: the one method of its verb is meant. */
function covers(throttled: Attribute, entrance: Entrance, others: readonly Entrance[]): Certainty {
  const verb = certainText(entrance.name)?.split(" ")[0];
  const path = certainText(throttled);
  if (verb === undefined || path === undefined) return "unknown";
  if (!path.endsWith(`/${verb}`)) return "no";
  const alike = others.filter(({ name }) => certainText(name)?.split(" ")[0] === verb);
  return alike.length === 1 ? "yes" : "unknown";
}

const isPositive = (limit: Attribute): Certainty =>
  certainty(limit, (value) => {
    if (value.kind === "undetermined" || !("value" in value)) return "unknown";
    return Number(value.value ?? 0) > 0 ? "yes" : "no";
  });

const hasKey = (plan: UsagePlan, estate: Estate): Certainty =>
  either(estate.usagePlanKeys.map(({ usagePlan }) => leadsTo(usagePlan, plan, plan.id)));
