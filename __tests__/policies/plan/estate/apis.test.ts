import { describe, expect, test } from "@jest/globals";
import type { Api, UsagePlan } from "../../../../policies/estate";
import { shown } from "./shown";
import { constant, estateOf, smallPlan, written, type Small } from "./small-plan";

const rest = "aws_api_gateway_rest_api.a";
const toApi = { rest_api_id: written("${aws_api_gateway_rest_api.a.id}") };
const part = (after: Small["after"] = {}, block: Small["block"] = {}): Small => ({
  after,
  unknown: { rest_api_id: true },
  block: { ...toApi, ...block },
});

/** A REST API that is new, and an HTTP API. */
function apisOf(own: Small, parts: Readonly<Record<string, Small>> = {}): readonly Api[] {
  const plan = smallPlan({ [rest]: { ...own, unknown: { id: true, ...own.unknown } }, ...parts });
  return estateOf(plan).apis;
}
const only = (apis: readonly Api[]): Api => {
  expect(apis).toHaveLength(1);
  return apis[0] as Api;
};

describe("a REST API", () => {
  test("has the parts that name it", () => {
    const api = only(
      apisOf(
        { after: { name: "news", policy: null, body: null, endpoint_configuration: [{ types: ["REGIONAL"] }] } },
        {
          "aws_lambda_function.f": { unknown: { invoke_arn: true } },
          "aws_api_gateway_integration.i": {
            ...part({}, { uri: written("${aws_lambda_function.f.invoke_arn}") }),
            unknown: { rest_api_id: true, uri: true },
          },
          "aws_api_gateway_integration.elsewhere": { after: { rest_api_id: "other", uri: "arn:x" } },
          "aws_api_gateway_stage.s": part({ stage_name: "v1" }),
          "aws_api_gateway_rest_api_policy.p": part({ policy: "the policy" }),
        },
      ),
    );
    expect(shown(api.name)).toEqual(["news"]);
    expect(shown(api.id)).toEqual([`${rest}.id`]);
    expect(api.integrations.map(shown)).toEqual([["aws_lambda_function.f.invoke_arn"]]);
    expect(api.stages.map(({ address }) => address)).toEqual(["aws_api_gateway_stage.s"]);
    expect(api.policies.map(shown)).toEqual([["the policy"]]);
    expect(shown(api.endpointTypes)).toEqual([["REGIONAL"]]);
  });

  test("has the parts that name it by its id, or by several of it", () => {
    const api = only(
      estateOf(
        smallPlan({
          [rest]: { after: { id: "abc", policy: null, body: null } },
          "aws_api_gateway_stage.by_id": { after: { rest_api_id: "abc" } },
          "aws_api_gateway_stage.by_other_id": { after: { rest_api_id: "abcd" } },
          "aws_api_gateway_stage.by_reference": { after: { rest_api_id: "abc" }, block: toApi },
          "aws_api_gateway_stage.by_no_text": { after: { rest_api_id: 7 } },
        }),
      ).apis,
    );
    const addresses = ["aws_api_gateway_stage.by_reference", "aws_api_gateway_stage.by_id"];
    expect(api.stages.map(({ address }) => address)).toEqual(addresses);
  });

  test.each<[string, Small, unknown[]]>([
    ["none that is set", { after: { policy: null } }, []],
    ["none, where nobody sets what is not known yet", { unknown: { policy: true } }, []],
    ["its own", { after: { policy: "own" } }, ["own"]],
    ["its own, not known yet", { unknown: { policy: true }, block: { policy: written("${data.x.y.json}") } }, ["open"]],
    [
      "that of its body",
      { after: { policy: null, body: JSON.stringify({ "x-amazon-apigateway-policy": { Version: "1" } }) } },
      ['{"Version":"1"}'],
    ],
    ["none of a body without", { after: { policy: null, body: "{}" } }, []],
    ["none of a body that cannot be read", { after: { policy: null, body: "a: b" } }, []],
  ])("has as policies %s", (_, own, expected) => {
    expect(only(apisOf(own)).policies.flatMap(shown)).toEqual(expected);
  });

  test("may have a policy whose API cannot be told", () => {
    const stray: Small = { unknown: { rest_api_id: true }, block: { rest_api_id: written("${var.never}") } };
    const named: Small = part({ policy: "named" });
    const more = { "aws_api_gateway_rest_api_policy.p": stray, "aws_api_gateway_rest_api_policy.q": named };
    expect(only(apisOf({ after: { policy: null } }, more)).policies.flatMap(shown)).toEqual(["named", "open"]);
  });

  test.each<[string, Small, unknown[]]>([
    [
      "edge-optimized, where nobody says",
      { after: { endpoint_configuration: [] }, unknown: { endpoint_configuration: true } },
      [["EDGE"]],
    ],
    [
      "what is said, though it is not known yet",
      { unknown: { endpoint_configuration: true }, block: { endpoint_configuration: written("${data.x.y.z}") } },
      ["open"],
    ],
    ["private", { after: { endpoint_configuration: [{ types: ["PRIVATE"] }] } }, [["PRIVATE"]]],
  ])("is %s", (_, own, expected) => {
    expect(shown(only(apisOf(own)).endpointTypes)).toEqual(expected);
  });
});

test("an HTTP API has its own kinds of parts", () => {
  const toHttp = { unknown: { api_id: true }, block: { api_id: written("${aws_apigatewayv2_api.h.id}") } };
  const { apis } = estateOf(
    smallPlan({
      "aws_apigatewayv2_api.h": { after: { name: "h", body: null }, unknown: { id: true } },
      "aws_apigatewayv2_integration.i": { ...toHttp, after: { integration_uri: "arn:f" } },
      "aws_apigatewayv2_stage.s": toHttp,
      "aws_api_gateway_stage.s": toHttp,
    }),
  );
  const api = only(apis);
  expect([shown(api.name), shown(api.id)]).toEqual([["h"], ["aws_apigatewayv2_api.h.id"]]);
  expect(api.integrations.map(shown)).toEqual([["arn:f"]]);
  expect(api.stages.map(({ address }) => address)).toEqual(["aws_apigatewayv2_stage.s"]);
});

describe("a usage plan", () => {
  const planOf = (own: Small): UsagePlan => {
    const { usagePlans } = estateOf(
      smallPlan({ [rest]: { unknown: { id: true } }, "aws_api_gateway_usage_plan.u": own }),
    );
    return usagePlans[0] as UsagePlan;
  };
  const stage = (members: object) => ({ api_id: "abc", throttle: [], ...members });
  const throttle = { path: "/x/POST", rate_limit: 1, burst_limit: 2 };

  test("bounds by throttle and quota", () => {
    const after = {
      name: "u",
      id: "u1",
      throttle_settings: [{ rate_limit: 3, burst_limit: 4 }],
      quota_settings: [{ limit: 5 }],
    };
    const { name, id, rateLimit, burstLimit, quota } = planOf({ after });
    expect([name, rateLimit, burstLimit, quota].flatMap(shown)).toEqual(["u", 3, 4, 5]);
    expect(id.possible).toMatchObject([{ of: "aws_api_gateway_usage_plan.u", attribute: "id", value: "u1" }]);
    expect(shown(planOf({}).quota)).toEqual([null]);
  });

  test.each<[string, Small, unknown]>([
    ["that it lists", { after: { api_stages: [stage({}), stage({ api_id: "b" })] } }, [["abc"], ["b"]]],
    [
      "that it lists by reference",
      {
        after: { api_stages: [{}] },
        unknown: { api_stages: [{ api_id: true }] },
        block: { api_stages: [{ api_id: written("${aws_api_gateway_rest_api.a.id}") }] },
      },
      [[`${rest}.id`]],
    ],
    ["of which there is none", {}, []],
    ["which are not known", { unknown: { api_stages: true } }, "undetermined"],
  ])("is of the APIs %s", (_, own, expected) => {
    const { apis } = planOf(own);
    expect(apis === "undetermined" ? apis : apis.map(shown)).toEqual(expected);
  });

  test.each<[string, Small, unknown[]]>([
    ["of its one API", { after: { api_stages: [stage({ throttle: [throttle] })] } }, [["/x/POST", 1, 2]]],
    [
      "of two APIs not: nobody can tell whose they are",
      { after: { api_stages: [stage({ throttle: [throttle] }), stage({})] } },
      [],
    ],
    ["of no API", {}, []],
    ["of APIs that are not known", { unknown: { api_stages: true } }, []],
  ])("throttles methods %s", (_, own, expected) => {
    const found = planOf(own).methodThrottles;
    expect(found.map(({ method, rateLimit, burstLimit }) => [method, rateLimit, burstLimit].flatMap(shown))).toEqual(
      expected,
    );
  });

  test("has the keys that name it", () => {
    const { usagePlanKeys } = estateOf(
      smallPlan({
        "aws_api_gateway_usage_plan.u": { unknown: { id: true } },
        "aws_api_gateway_usage_plan_key.k": {
          unknown: { usage_plan_id: true },
          block: { usage_plan_id: written("${aws_api_gateway_usage_plan.u.id}") },
        },
        "aws_api_gateway_usage_plan_key.l": {
          after: { usage_plan_id: "u2" },
          block: { usage_plan_id: constant("u2") },
        },
      }),
    );
    expect(usagePlanKeys.map(({ usagePlan }) => shown(usagePlan))).toEqual([
      ["aws_api_gateway_usage_plan.u.id"],
      ["u2"],
    ]);
  });
});
