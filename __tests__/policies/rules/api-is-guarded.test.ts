import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { gate } from "../../../policies";
import { known, type Attribute } from "../../../policies/attribute";
import { goodEstate } from "../../../policies/canary/estates";
import type { Api, Entrance } from "../../../policies/estate";
import { apiIsGuarded } from "../../../policies/rules/api-is-guarded";
import { one, open, resolved, text } from "../attributes";
import { byAddress, fixtures, gatePlan, recordedPlan, row, verdictsOf, type PlanJson, type Verdict } from "../support";

const rule = "api-is-guarded";
const folder = path.join(fixtures, "apis-hcl");
const words: Record<string, string> = { pass: "pass", fail: "fail", open: "undetermined", skip: "notApplicable" };
const owed = (address: string): string | undefined =>
  words[/(?:^module|\w+)\.(pass|fail|open|skip)_/.exec(address)?.[1] ?? ""];

describe("every way in of an HCL plan", () => {
  test.each([folder, undefined])("gets the verdict that it is owed, with the folder %s", async (configDir) => {
    const verdicts = byAddress(await gatePlan(recordedPlan("apis-hcl"), configDir), rule);
    const sure = Object.entries(verdicts).filter(
      ([, verdict]) => configDir !== undefined || verdict !== "undetermined",
    );
    expect(Object.fromEntries(sure)).toEqual(Object.fromEntries(sure.map(([address]) => [address, owed(address)])));
    // Without the folder nobody can tell that a route is one of a WebSocket API.
    expect(Object.keys(verdicts)).toHaveLength(configDir === undefined ? waysIn + 1 : waysIn);
  });

  test("the message says what is missing", async () => {
    const found = verdictsOf(await gatePlan(recordedPlan("apis-hcl"), folder), rule);
    const message = (name: string) =>
      found.find(({ address }) => address.includes(`${name}.`) || address.endsWith(name))?.message;
    expect(message("fail_no_throttle")).toContain(
      "usage plan module.fail_no_throttle.aws_api_gateway_usage_plan.it has no throttle",
    );
    expect(message("fail_no_quota")).toMatch(/has no quota$/);
    expect(message("fail_no_usage_plan")).toContain("no usage plan of this plan lists its API");
    expect(message("fail_no_bound_key")).toContain("no key is bound to usage plan");
    expect(message("fail_url")).toBe(
      "the function URL ask is open to anybody, and each request is spent on the project's bill",
    );
  });
});

/** Ways in of the fixture. */
const waysIn = 28;

async function judgeNews(change: (plan: PlanJson) => void): Promise<Verdict[]> {
  const plan = recordedPlan("news-agent");
  change(plan);
  return verdictsOf(await gatePlan(plan), rule);
}

const post = (found: readonly Verdict[]): Verdict | undefined => found.find(({ address }) => address.includes("Post"));

const method = (plan: PlanJson) => {
  const found = plan.resource_changes.find(({ address }) =>
    address.includes("aws_api_gateway_method.News_Project_Api_Post"),
  );
  return found?.change.after ?? {};
};
const usagePlan = (plan: PlanJson) => row(plan, "aws_api_gateway_usage_plan").change.after;
const remove = (plan: PlanJson, removed: string): void => {
  plan.resource_changes = plan.resource_changes.filter(({ type }) => type !== removed);
};

const without =
  (removed: string) =>
  (plan: PlanJson): void => {
    remove(plan, removed);
  };

describe("the shipped stack", () => {
  test("passes by its key and usage plan; its preflight is not asked", async () => {
    const found = await judgeNews(() => undefined);
    expect(found.map(({ verdict }) => verdict).sort()).toEqual(["notApplicable", "pass"]);
    expect(post(found)?.message).toBe("the method POST asks for a key whose spend is bounded");
    expect(post(found)?.evidence.at(-1)).toMatch(
      /^usage plan aws_api_gateway_usage_plan\.\S+ has a throttle, a quota and a key$/,
    );
  });

  test.each<[string, (plan: PlanJson) => void, string, string]>([
    ["asks for no key", (plan) => (method(plan)["api_key_required"] = false), "fail", "is open to anybody"],
    ["has no quota", (plan) => (usagePlan(plan)["quota_settings"] = []), "fail", "has no quota"],
    [
      "has neither",
      (plan) => Object.assign(usagePlan(plan), { quota_settings: [], throttle_settings: [] }),
      "fail",
      "no throttle and no quota",
    ],
    ["has no key", without("aws_api_gateway_usage_plan_key"), "fail", "no key is bound"],
    ["has no usage plan", without("aws_api_gateway_usage_plan"), "fail", "no usage plan of this plan"],
    ["has an authorizer", (plan) => (method(plan)["authorization"] = "CUSTOM"), "pass", "asks who is there"],
  ])("that %s", async (_, change, verdict, message) => {
    expect(post(await judgeNews(change))).toMatchObject({ verdict, message: expect.stringContaining(message) });
  });

  test("is open while the limit is not known", async () => {
    const found = await judgeNews((plan) => {
      const { change } = row(plan, "aws_api_gateway_usage_plan");
      change.after_unknown["quota_settings"] = [{ limit: true }];
    });
    // Its expression is a constant, which is what counts.
    expect(post(found)?.verdict).toBe("pass");
  });

  test("a later plan is judged by the ids that it knows", async () => {
    const found = await judgeNews((plan) => {
      const { change } = row(plan, "aws_api_gateway_rest_api");
      change.after["id"] = "abc123";
      delete change.after_unknown["id"];
      usagePlan(plan)["api_stages"] = [{ api_id: "abc123", stage: "v1", throttle: [] }];
      row(plan, "aws_api_gateway_usage_plan").change.after_unknown["api_stages"] = [{}];
    });
    expect(post(found)?.verdict).toBe("pass");
  });
});

describe("a plan without agents", () => {
  const plan = recordedPlan("apis-hcl");
  remove(plan, "aws_bedrockagent_agent");
  const text = JSON.stringify(plan);

  test("is not asked", async () => {
    const { report } = await gate({ plan: { text, name: "plan.json" } });
    const verdicts = report.verdicts.filter((verdict) => verdict.rule === rule);
    expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(["notApplicable"]));
  });

  test("is asked where the rule is required", async () => {
    const { report } = await gate({ plan: { text, name: "plan.json" }, require: [rule] });
    expect(report.verdicts.find(({ address }) => address.endsWith("fail_url"))?.verdict).toBe("fail");
  });
});

interface Written extends Partial<Entrance> {
  /** Resource policies of the API. */
  readonly policies?: readonly Attribute[];
  readonly endpointTypes?: Attribute;
}

/** What is said of a POST method that is open to anybody but for this; its API stands in the estate. */
function judgedMethod({ policies = [], endpointTypes = known(null), ...members }: Written, live?: boolean) {
  const api: Api = {
    address: "aws_api_gateway_rest_api.it",
    type: "aws_api_gateway_rest_api",
    name: known("it"),
    id: known("api1234567"),
    integrations: [],
    policies,
    endpointTypes,
    stages: [],
  };
  const entrance: Entrance = {
    address: "aws_api_gateway_method.it",
    type: "aws_api_gateway_method",
    kind: "method",
    name: known("POST"),
    api: known("api1234567"),
    authorization: known("NONE", ["the authorization"]),
    keyRequired: known(false),
    mocked: "no",
    ...members,
  };
  const [found, ...others] = apiIsGuarded.examine(
    { ...goodEstate("Project"), live, apis: [api], entrances: [entrance] },
    { tagKey: "Project", now: new Date() },
  );
  expect(others).toEqual([]);
  return found;
}

const policy = (Principal: unknown): Attribute =>
  known(JSON.stringify({ Statement: [{ Effect: "Allow", Principal, Action: "execute-api:Invoke", Resource: "*" }] }));
const [strangers, friends] = [policy("*"), policy({ AWS: "arn:aws:iam::123456789012:root" })];
const anybody = "is open to anybody, and each request is spent on the project's bill";
const perhaps = "is open but for a resource policy, which is not known or cannot be judged";

describe("a way in", () => {
  test.each<[string, Written, string, string]>([
    ["that asks for signed requests", { authorization: known("AWS_IAM") }, "pass", 'asks who is there: "AWS_IAM"'],
    [
      "that asks by either of two ways",
      { authorization: one(text("AWS_IAM"), text("CUSTOM")) },
      "pass",
      'asks who is there: "AWS_IAM" or "CUSTOM"',
    ],
    [
      "that asks by a way that is known by reference",
      { authorization: one(resolved("aws_x.y", "way", { value: "JWT" })) },
      "pass",
      "asks who is there: aws_x.y.way",
    ],
    ["that asks nobody", {}, "fail", anybody],
    ["that asks nobody, in small letters", { authorization: known("none") }, "fail", anybody],
    ["that asks nobody, by an empty text", { authorization: known("") }, "fail", anybody],
    ["that asks nobody, by nothing", { authorization: known(null) }, "fail", anybody],
    [
      "that perhaps asks",
      { authorization: one(text("AWS_IAM"), text("NONE")) },
      "undetermined",
      'may be open: its authorization is "AWS_IAM" or "NONE"',
    ],
    [
      "whose authorization is open",
      { authorization: one(open) },
      "undetermined",
      "may be open: its authorization is something undetermined (nobody knows)",
    ],
    [
      "whose authorization is yet to be known",
      { authorization: one(resolved("aws_x.y", "way")) },
      "undetermined",
      "may be open: its authorization is aws_x.y.way",
    ],
    [
      "that asks for a key which nothing bounds",
      { keyRequired: known("true") },
      "fail",
      "asks for a key, but what a key may spend is not bounded: no usage plan of this plan lists its API",
    ],
    [
      "of an API of another stack that asks for a key",
      { keyRequired: known(true), api: known("faraway123") },
      "undetermined",
      "asks for a key, and what a key may spend is not certain: no usage plan of this plan lists its API",
    ],
    ["that asks for no key, by text", { keyRequired: known("false") }, "fail", anybody],
    ["that does not say whether it asks for a key", { keyRequired: known(null) }, "fail", anybody],
    [
      "that perhaps asks for a key",
      { keyRequired: one(open) },
      "undetermined",
      "may be open: whether it asks for a key is something undetermined (nobody knows)",
    ],
    [
      "that asks for a key by what is yet to be known",
      { keyRequired: one(resolved("aws_x.y", "key")) },
      "undetermined",
      "may be open: whether it asks for a key is aws_x.y.key",
    ],
    ["of an API that lets strangers in", { policies: [strangers] }, "fail", anybody],
    [
      "of an API that lets friends in alone",
      { policies: [friends] },
      "pass",
      "lets in only callers that the API's resource policy names",
    ],
    [
      "of such an API, its authorization open",
      { policies: [friends], authorization: one(open) },
      "pass",
      "lets in only callers that the API's resource policy names",
    ],
    ["of an API with a policy that cannot be read", { policies: [one(open)] }, "undetermined", perhaps],
    ["of a private API without a policy here", { endpointTypes: known(["PRIVATE"]) }, "undetermined", perhaps],
    [
      "of a private API that lets strangers in",
      { endpointTypes: known(["PRIVATE"]), policies: [strangers] },
      "fail",
      anybody,
    ],
    ["of a regional API", { endpointTypes: known(["REGIONAL"]) }, "fail", anybody],
    ["of an API of some kind", { endpointTypes: one(open) }, "undetermined", perhaps],
    [
      "of an API whose kind is yet to be known",
      { endpointTypes: one(resolved("aws_x.y", "types")) },
      "undetermined",
      perhaps,
    ],
    ["of an API of another stack", { api: known("faraway123") }, "undetermined", perhaps],
    ["for a preflight request that calls something", { name: known("OPTIONS") }, "fail", anybody],
    ["that answers by itself, but for no preflight request", { mocked: "yes" }, "fail", anybody],
  ])("%s", (_, members, verdict, message) => {
    const found = judgedMethod(members);
    const { name = known("POST") } = members;
    const [verb] = name.possible;
    expect(found).toMatchObject({
      verdict,
      address: "aws_api_gateway_method.it",
      message: `the method ${String(verb !== undefined && "value" in verb ? verb.value : "")} ${message}`,
    });
    expect(found?.remedy).toEqual(verdict === "pass" ? undefined : expect.stringContaining("api_key_required = true"));
  });

  test.each(["OPTIONS", "options", "OPTIONS /invoke"])("%s that the API answers by itself is not asked", (name) => {
    expect(judgedMethod({ name: known(name), mocked: "yes" })).toEqual({
      verdict: "notApplicable",
      address: "aws_api_gateway_method.it",
      message: `the method ${name} is the preflight request of browsers, which the API answers by itself`,
      evidence: ["the authorization"],
    });
  });

  test("OPTIONS whose integration is not found may call something", () => {
    const message = "the method OPTIONS may call something: its integration is not found in this plan";
    expect(judgedMethod({ name: known("OPTIONS"), mocked: "unknown" })).toMatchObject({
      verdict: "undetermined",
      message,
    });
    const there = "the method OPTIONS may call something: its integration is not found in this account";
    expect(judgedMethod({ name: known("OPTIONS"), mocked: "unknown" }, true)).toMatchObject({ message: there });
  });

  test("without a name is told by its kind", () => {
    expect(judgedMethod({ name: one(open) })?.message).toBe(`the method ${anybody}`);
  });

  test.each<[string, Written]>([
    ["a key", { keyRequired: known(true) }],
    ["a key, perhaps", { keyRequired: one(open) }],
    ["a resource policy", { policies: [friends] }],
    ["a preflight answer", { name: known("OPTIONS"), mocked: "yes" }],
  ])("that is a route is not guarded by %s", (_, members) => {
    expect(judgedMethod({ ...members, kind: "route" })).toMatchObject({
      verdict: "fail",
      message: expect.stringMatching(/^the route (POST|OPTIONS) is open to anybody/),
    });
  });

  test.each<[string, Written, string]>([
    [
      "a function URL",
      { kind: "function URL" },
      'set authorization_type = "AWS_IAM", and let callers in by aws_lambda_permission',
    ],
    ["a route", { kind: "route" }, 'set authorization_type to "AWS_IAM" or "JWT" with an authorizer'],
    [
      "a method",
      {},
      'set authorization to "AWS_IAM" or an authorizer; or set api_key_required = true, and list the API in an aws_api_gateway_usage_plan with throttle_settings, quota_settings and an aws_api_gateway_usage_plan_key',
    ],
    [
      "a method of a construct",
      { constructPath: "Stack/Api/Post" },
      "use AgentApi, whose methods ask for a key with throttle and quota, or ApiAccess beside your own API and apiKeyRequired: true in its methods",
    ],
  ])("that is %s is told how to guard it", (_, members, remedy) => {
    expect(judgedMethod(members)?.remedy).toBe(remedy);
    expect(judgedMethod({ ...members, authorization: one(open) })?.remedy).toBe(remedy);
  });

  test("beside no agent is not asked, and says so", () => {
    const estate = { ...goodEstate("Project"), agents: [] };
    expect(apiIsGuarded.examine(estate, { tagKey: "Project", now: new Date() })).toEqual([
      {
        verdict: "notApplicable",
        address: "aws_lambda_function_url.canary",
        message: "no agent stands in this plan that the function URL could lead to",
        evidence: [],
      },
    ]);
  });
});
