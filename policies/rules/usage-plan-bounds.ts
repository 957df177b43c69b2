import { certainText, certainty, type Attribute, type Certainty } from "../attribute";
import type { Api, Entrance, Estate, UsagePlan } from "../estate";
import { allOf, anyOf } from "../three-valued";
import { scopeOf } from "../scope-of";
import { usagePlanJoins } from "./usage-plan-joins";

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
  const index = usagePlanJoins(estate);
  const others = index.waysInto(api);
  const plans = index
    .plansOf(api)
    .map(({ from: plan, certainty: sure }) => ({
      plan,
      lists: api === undefined ? namesApi(plan, entrance) : sure,
      ...limitsOf(plan, entrance, others),
    }))
    .filter(({ lists }) => lists !== "no");
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
    return {
      bounded: api === undefined ? "unknown" : "no",
      because: `no usage plan of ${scopeOf(estate)} lists its API`,
    };
  const keyed = anyOf(certain.map(({ plan }) => index.hasKey(plan)));
  const names = certain.map(({ plan }) => plan.address).join(", ");
  if (keyed !== "yes") return { bounded: keyed, because: `no key is bound to usage plan ${names}` };
  return { bounded: "yes", because: `usage plan ${names} has a throttle, a quota and a key` };
}

/** An API of another stack is told by its id alone, which a plan of this one may hold or not. */
function namesApi({ apis }: UsagePlan, entrance: Entrance): Certainty {
  if (apis === "undetermined") return "unknown";
  if (apis.length === 0) return "no";
  const id = certainText(entrance.api);
  return apis.some((listed) => id !== undefined && certainText(listed) === id) ? "yes" : "unknown";
}

function limitsOf(
  plan: UsagePlan,
  entrance: Entrance,
  others: readonly Entrance[],
): { bounded: Certainty; lacks: string } {
  const throttle = anyOf([
    allOf([isPositive(plan.rateLimit), isPositive(plan.burstLimit)]),
    ...plan.methodThrottles.map((each) =>
      allOf([covers(each.method, entrance, others), isPositive(each.rateLimit), isPositive(each.burstLimit)]),
    ),
  ]);
  const quota = isPositive(plan.quota);
  const lacks = [...(throttle === "no" ? ["throttle"] : []), ...(quota === "no" ? ["quota"] : [])].join(" and no ");
  return { bounded: allOf([throttle, quota]), lacks };
}

/** A throttle names path and method, and the plan does not know a method's path: the one method that may have its verb is meant. */
function covers(throttled: Attribute, entrance: Entrance, others: readonly Entrance[]): Certainty {
  const verb = verbOf(entrance);
  const path = certainText(throttled);
  if (verb === undefined || path === undefined) return "unknown";
  if (!path.endsWith(`/${verb}`)) return "no";
  const alike = others.filter((each) => [verb, undefined].includes(verbOf(each)));
  return alike.length === 1 ? "yes" : "unknown";
}

const verbOf = ({ name }: Entrance): string | undefined => certainText(name)?.split(" ")[0];

const isPositive = (limit: Attribute): Certainty =>
  certainty(limit, (value) => {
    if (value.kind === "undetermined" || !("value" in value)) return "unknown";
    return Number(value.value ?? 0) > 0 ? "yes" : "no";
  });
