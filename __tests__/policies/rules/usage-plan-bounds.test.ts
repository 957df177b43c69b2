import { describe, expect, test } from "@jest/globals";
import { certainText, known, type Attribute, type PossibleValue } from "../../../policies/attribute";
import { goodEstate } from "../../../policies/canary/estates";
import type { Api, Entrance, MethodThrottle, UsagePlan, UsagePlanKey } from "../../../policies/estate";
import { usagePlanBounds, type Bounds } from "../../../policies/rules/usage-plan-bounds";
import { one, open, resolved, text } from "../attributes";

const type = "aws_api_gateway_usage_plan";
const [own, other] = ["ownapi1234", "otherapi12"];

const api = (id: string): Api => ({
  address: `aws_api_gateway_rest_api.${id}`,
  type: "aws_api_gateway_rest_api",
  name: known(id),
  id: known(id),
  integrations: [],
  policies: [],
  endpointTypes: known(null),
  stages: [],
});

const method = (name: Attribute, of: Attribute, kind: Entrance["kind"] = "method"): Entrance => ({
  address: "aws_api_gateway_method.it",
  type: "aws_api_gateway_method",
  kind,
  name,
  api: of,
  authorization: known("NONE"),
  keyRequired: known(true),
  mocked: "no",
});

/** A plan that bounds what its keys may ask of the API. */
const bounding = (name: string, members: Partial<UsagePlan> = {}): UsagePlan => ({
  address: `${type}.${name}`,
  type,
  name: known(name),
  id: known(name),
  apis: [known(own)],
  rateLimit: known(10),
  burstLimit: known(20),
  quota: known(1000),
  methodThrottles: [],
  ...members,
});

const key = (usagePlan: PossibleValue): UsagePlanKey => ({
  address: "aws_api_gateway_usage_plan_key.it",
  type: "aws_api_gateway_usage_plan_key",
  usagePlan: one(usagePlan),
});

interface Written {
  readonly plans: readonly UsagePlan[];
  /** @default a key of the plan "a" */
  readonly keys?: readonly UsagePlanKey[];
  /** The method's name. @default POST */
  readonly name?: Attribute;
  /** The API that the method names. @default the one that stands beside another one */
  readonly of?: Attribute;
  readonly others?: readonly Entrance[];
  readonly live?: boolean;
}

function bounds({
  plans,
  keys = [key(text("a"))],
  name = known("POST"),
  of = known(own),
  others = [],
  live,
}: Written): Bounds {
  const entrance = method(name, of);
  const apis = [api(own), api(other)];
  const estate = { ...goodEstate("Project"), live, apis, entrances: [entrance, ...others], usagePlans: plans };
  const named = certainText(of);
  const found = apis.find(({ id }) => named !== undefined && certainText(id) === named);
  return usagePlanBounds(entrance, found, { ...estate, usagePlanKeys: keys });
}

const proves = (...names: string[]): string =>
  `usage plan ${names.map((name) => `${type}.${name}`).join(", ")} has a throttle, a quota and a key`;
const unproven = (name: string): string => `nothing proves that usage plan ${type}.${name} is this API's and bounds it`;
const lacks = (name: string, what: string): string => `usage plan ${type}.${name} has no ${what}`;
const unlisted = "no usage plan of this plan lists its API";

describe("a key is bounded by", () => {
  test.each<[string, Written]>([
    ["its usage plan's throttle and quota", { plans: [bounding("a")] }],
    ["limits that are written as text", { plans: [bounding("a", { rateLimit: known("10"), quota: known("5") })] }],
    ["limits by reference", { plans: [bounding("a", { quota: one(resolved("aws_x.y", "n", { value: 5 })) })] }],
    ["a plan that lists other APIs too", { plans: [bounding("a", { apis: [known(other), known(own)] })] }],
    ["a plan that perhaps lists another API too", { plans: [bounding("a", { apis: [known(own), one(open)] })] }],
    ["a key by reference to the plan", { plans: [bounding("a")], keys: [key(resolved(`${type}.a`, "id"))] }],
    ["a key among others", { plans: [bounding("a")], keys: [key(text("b")), key(text("a"))] }],
    [
      "its plan, beside a plan of another API",
      { plans: [bounding("b", { apis: [known(other)], quota: known(0) }), bounding("a")] },
    ],
    ["its plan, beside one that bounds it perhaps", { plans: [bounding("a"), bounding("b", { apis: [one(open)] })] }],
  ])("%s", (_, written) => {
    expect(bounds(written)).toEqual({ bounded: "yes", because: proves("a") });
  });

  test("two plans, one of which has a key", () => {
    const plans = [bounding("a"), bounding("b")];
    expect(bounds({ plans, keys: [key(text("b"))] })).toEqual({ bounded: "yes", because: proves("a", "b") });
  });
});

describe("a key is not bounded by", () => {
  test.each<[string, Partial<UsagePlan>, string]>([
    ["a plan without a rate", { rateLimit: known(null) }, "throttle"],
    ["a plan with a rate of 0", { rateLimit: known(0) }, "throttle"],
    ["a plan without a burst", { burstLimit: known(null) }, "throttle"],
    ["a plan with a burst of 0, its rate unknown", { rateLimit: one(open), burstLimit: known("0") }, "throttle"],
    ["a plan without a quota", { quota: known(null) }, "quota"],
    ["a plan with a quota of 0", { quota: known(0) }, "quota"],
    ["a plan with a quota of less", { quota: known(-1) }, "quota"],
    ["a plan with a quota that refers to 0", { quota: one(resolved("aws_x.y", "n", { value: 0 })) }, "quota"],
    ["a plan with a quota that is no number", { quota: known("many") }, "quota"],
    ["a plan with neither", { rateLimit: known(null), quota: known(null) }, "throttle and no quota"],
    ["a plan without a quota, its rate unknown", { rateLimit: one(open), quota: known(0) }, "quota"],
  ])("%s", (_, members, lacking) => {
    const plans = [bounding("b"), bounding("a", members)];
    expect(bounds({ plans })).toEqual({ bounded: "no", because: lacks("a", lacking) });
  });

  test.each<[string, Written, string]>([
    ["no plan", { plans: [] }, unlisted],
    ["a plan that lists nothing", { plans: [bounding("a", { apis: [] })] }, unlisted],
    ["another API's plan", { plans: [bounding("a", { apis: [known(other)] })] }, unlisted],
    ["no plan of an account", { plans: [], live: true }, "no usage plan of this account lists its API"],
    ["a plan without key", { plans: [bounding("a")], keys: [] }, `no key is bound to usage plan ${type}.a`],
    [
      "plans without key",
      { plans: [bounding("a"), bounding("b")], keys: [key(text("c"))] },
      `no key is bound to usage plan ${type}.a, ${type}.b`,
    ],
  ])("%s", (_, written, because) => {
    expect(bounds(written)).toEqual({ bounded: "no", because });
  });
});

describe("nobody knows whether a key is bounded by", () => {
  test.each<[string, Written]>([
    ["a plan whose rate is open", { plans: [bounding("a", { rateLimit: one(open) })] }],
    ["a plan whose quota is open", { plans: [bounding("a", { quota: one(open) })] }],
    ["a plan whose quota is yet to be known", { plans: [bounding("a", { quota: one(resolved("aws_x.y", "n")) })] }],
    ["a plan whose quota may be 0", { plans: [bounding("a", { quota: one(text(0), text(5)) })] }],
    ["a plan of some API", { plans: [bounding("a", { apis: [one(open)] })] }],
    ["a plan of APIs that are not known", { plans: [bounding("a", { apis: "undetermined" })] }],
    [
      "a plan that bounds nothing, of some API",
      { plans: [bounding("b"), bounding("a", { apis: "undetermined", quota: known(0) })] },
    ],
    ["a plan of this API or that", { plans: [bounding("a", { apis: [one(text(own), text(other))] })] }],
  ])("%s", (_, written) => {
    expect(bounds(written)).toEqual({ bounded: "unknown", because: unproven("a") });
  });

  test("a plan that a key may be bound to", () => {
    expect(bounds({ plans: [bounding("a")], keys: [key(open)] })).toEqual({
      bounded: "unknown",
      because: `no key is bound to usage plan ${type}.a`,
    });
  });
});

describe("the API of another stack", () => {
  const of = known("faraway123");

  test.each<[string, Written, Bounds]>([
    [
      "has the plan that lists its id",
      { of, plans: [bounding("a", { apis: [known(own), of] })] },
      { bounded: "yes", because: proves("a") },
    ],
    [
      "has that plan's lack, too",
      { of, plans: [bounding("a", { apis: [of], quota: known(0) })] },
      { bounded: "no", because: lacks("a", "quota") },
    ],
    ["may be in a plan of others", { of, plans: [bounding("a")] }, { bounded: "unknown", because: unproven("a") }],
    [
      "may be in a plan of APIs that are not known",
      { of, plans: [bounding("a", { apis: "undetermined" })] },
      { bounded: "unknown", because: unproven("a") },
    ],
    [
      "is in no plan that lists nothing",
      { of, plans: [bounding("a", { apis: [] })] },
      { bounded: "unknown", because: unlisted },
    ],
    ["may have a plan elsewhere", { of, plans: [] }, { bounded: "unknown", because: unlisted }],
    [
      "that nobody can name may be any",
      { of: one(open), plans: [bounding("a", { apis: [one(open)] })] },
      { bounded: "unknown", because: unproven("a") },
    ],
  ])("%s", (_, written, expected) => {
    expect(bounds(written)).toEqual(expected);
  });
});

describe("a throttle of single methods", () => {
  const throttle = (path: Attribute, members: Partial<MethodThrottle> = {}): MethodThrottle => ({
    method: path,
    rateLimit: known(1),
    burstLimit: known(2),
    ...members,
  });
  const bare = (...methodThrottles: MethodThrottle[]) => [bounding("a", { rateLimit: known(null), methodThrottles })];
  const post = bare(throttle(known("/invoke/POST")));
  const postOfAnotherStack = [
    bounding("a", {
      apis: [known("faraway123")],
      rateLimit: known(null),
      methodThrottles: [throttle(known("/x/POST"))],
    }),
  ];
  const bounded = { bounded: "yes", because: proves("a") };
  const [unbounded, unknown] = [
    { bounded: "no", because: lacks("a", "throttle") },
    { bounded: "unknown", because: unproven("a") },
  ];

  test.each<[string, Written, object]>([
    ["bounds the one of its verb", { plans: post }, bounded],
    ["bounds it by the name of an OpenAPI body", { plans: post, name: known("POST /invoke") }, bounded],
    [
      "bounds it beside methods of other verbs, other APIs, and routes",
      {
        plans: post,
        others: [
          method(known("GET"), known(own)),
          method(known("POST"), known(other)),
          method(known("POST"), known(own), "route"),
        ],
      },
      bounded,
    ],
    [
      "bounds it beside the throttle of another one",
      { plans: bare(throttle(known("/x/GET")), throttle(known("/x/POST"))) },
      bounded,
    ],
    ["of another verb bounds nothing", { plans: bare(throttle(known("/invoke/GET"))) }, unbounded],
    ["of a verb that ends alike bounds nothing", { plans: bare(throttle(known("/invoke/REPOST"))) }, unbounded],
    ["without a rate bounds nothing", { plans: bare(throttle(known("/x/POST"), { rateLimit: known(0) })) }, unbounded],
    [
      "without a burst bounds nothing",
      { plans: bare(throttle(known("/x/POST"), { burstLimit: known(null) })) },
      unbounded,
    ],
    ["with an open rate may bound it", { plans: bare(throttle(known("/x/POST"), { rateLimit: one(open) })) }, unknown],
    ["may be of this method", { plans: bare(throttle(one(open))) }, unknown],
    ["may be of a method without a known verb", { plans: post, name: one(open) }, unknown],
    [
      "may be of another method of the same verb",
      { plans: post, others: [method(known("POST /other"), known(own))] },
      unknown,
    ],
    [
      "may be of another method, whose API is not known",
      { plans: post, others: [method(known("POST"), one(open))] },
      unknown,
    ],
    [
      "may be of another method, whose verb is not known",
      { plans: post, others: [method(one(open), known(own))] },
      unknown,
    ],
    [
      "of an API of another stack bounds the one method here",
      {
        of: known("faraway123"),
        plans: postOfAnotherStack,
      },
      bounded,
    ],
    [
      "of an API of another stack may be of any method here",
      {
        of: known("faraway123"),
        plans: postOfAnotherStack,
        others: [method(known("POST"), known(own))],
      },
      unknown,
    ],
  ])("%s", (_, written, expected) => {
    expect(bounds(written)).toEqual(expected);
  });
});
