import { describe, expect, test } from "@jest/globals";
import { certainText, certainValue } from "../../../../policies/attribute";
import type { Entrance } from "../../../../policies/estate";
import { estateOf, smallPlan, written, type Small } from "./small-plan";

const entrancesOf = (resources: Parameters<typeof smallPlan>[0]): readonly Entrance[] =>
  estateOf(smallPlan(resources)).entrances;

const told = ({ kind, name, authorization, keyRequired, mocked }: Entrance) => [
  kind,
  certainText(name),
  certainText(authorization) ?? "open",
  certainValue(keyRequired)?.value ?? "open",
  mocked,
];

describe("a method of a REST API", () => {
  const resourceId = written(
    "${aws_api_gateway_resource.r.id}",
    "aws_api_gateway_resource.r.id",
    "aws_api_gateway_resource.r",
  );
  const resource: Small = { unknown: { id: true } };
  const method: Small = {
    after: { http_method: "POST", authorization: "NONE", api_key_required: true },
    unknown: { resource_id: true, rest_api_id: true },
    block: { resource_id: resourceId, rest_api_id: written("${aws_api_gateway_rest_api.a.id}") },
  };
  const integration = (type: string, more: Small = {}): Small => ({
    after: { http_method: "POST", type },
    unknown: { resource_id: true },
    block: { resource_id: resourceId },
    ...more,
  });
  const judged = (...integrations: Small[]) =>
    entrancesOf({
      "aws_api_gateway_rest_api.a": { unknown: { id: true } },
      "aws_api_gateway_resource.r": resource,
      "aws_api_gateway_resource.other": resource,
      "aws_api_gateway_method.m": method,
      ...Object.fromEntries(integrations.map((each, index) => [`aws_api_gateway_integration.i${index}`, each])),
    }).filter(({ address }) => address === "aws_api_gateway_method.m");

  test("says what it asks for, and which API it is of", () => {
    const [found, ...others] = judged(integration("AWS_PROXY"));
    expect(others).toEqual([]);
    expect(told(found as Entrance)).toEqual(["method", "POST", "NONE", true, "no"]);
    expect(found?.api.possible).toMatchObject([{ of: "aws_api_gateway_rest_api.a", attribute: "id" }]);
  });

  test.each<[string, Small[], string]>([
    ["answers by itself", [integration("MOCK")], "yes"],
    ["calls something", [integration("AWS_PROXY")], "no"],
    ["calls something by one of two", [integration("MOCK"), integration("HTTP")], "no"],
    ["answers by itself, or not: its integration is not here", [], "unknown"],
    [
      "answers by itself, or not: its integration says no type",
      [integration("X", { after: { http_method: "POST" } })],
      "unknown",
    ],
    [
      "is not answered by another verb's",
      [integration("MOCK", { after: { http_method: "GET", type: "MOCK" } })],
      "unknown",
    ],
    [
      "is not answered by another resource's",
      [integration("MOCK", { block: { resource_id: written("${aws_api_gateway_resource.other.id}") } })],
      "unknown",
    ],
    [
      "is not answered by one whose verb is not known",
      [integration("MOCK", { after: { type: "MOCK" }, unknown: { resource_id: true, http_method: true } })],
      "unknown",
    ],
    [
      "is not answered by one of two resources",
      [
        integration("MOCK", {
          block: {
            resource_id: written("${var.x ? aws_api_gateway_resource.r.id : aws_api_gateway_resource.other.id}"),
          },
        }),
      ],
      "unknown",
    ],
  ])("%s", (_, integrations, mocked) => {
    expect(judged(...integrations)[0]?.mocked).toBe(mocked);
  });

  test("and its integration may name their resource in two ways", () => {
    const [found] = entrancesOf({
      "aws_api_gateway_resource.r": { after: { id: "res123" } },
      "aws_api_gateway_method.m": {
        after: { http_method: "GET", resource_id: "res123" },
        block: { resource_id: resourceId },
      },
      "aws_api_gateway_integration.i": { after: { http_method: "GET", resource_id: "res123", type: "MOCK" } },
    });
    expect(found?.mocked).toBe("yes");
  });
});

describe("a route", () => {
  const route = (key: string | undefined, more: Small = {}): Small => ({
    after: { ...(key === undefined ? {} : { route_key: key }), authorization_type: "NONE", api_key_required: false },
    unknown: { api_id: true, ...(key === undefined ? { route_key: true } : {}) },
    block: { api_id: written("${aws_apigatewayv2_api.a.id}") },
    ...more,
  });
  const api = (protocol: string | undefined): Small => ({
    after: { name: "a", target: null, body: null, ...(protocol === undefined ? {} : { protocol_type: protocol }) },
    unknown: { id: true, ...(protocol === undefined ? { protocol_type: true } : {}) },
  });
  const judged = (own: Small, of?: Small) =>
    entrancesOf({ "aws_apigatewayv2_route.r": own, ...(of === undefined ? {} : { "aws_apigatewayv2_api.a": of }) });

  test.each<[string, Small, Small | undefined, unknown]>([
    ["of an HTTP API asks nobody", route("$default"), api("HTTP"), ["route", "$default", "NONE", false, "no"]],
    [
      "of a WebSocket API asks when a connection is made",
      route("$connect"),
      api("WEBSOCKET"),
      ["route", "$connect", "NONE", false, "no"],
    ],
    ["of a WebSocket API asks at nothing else", route("$default"), api("WEBSOCKET"), undefined],
    ["of a WebSocket API asks not at a message of its own", route("send /x"), api("WEBSOCKET"), undefined],
    ["with a verb is an HTTP API's", route("POST /x"), undefined, ["route", "POST /x", "NONE", false, "no"]],
    [
      "may be a WebSocket API's of another stack",
      route("$default"),
      undefined,
      ["route", "$default", "open", false, "no"],
    ],
    [
      "of another stack that asks is guarded either way",
      route("$default", { after: { route_key: "$default", authorization_type: "JWT", api_key_required: false } }),
      undefined,
      ["route", "$default", "JWT", false, "no"],
    ],
    [
      "of a WebSocket API may be the one that asks, while its key is not known",
      route(undefined),
      api("WEBSOCKET"),
      ["route", undefined, "open", false, "no"],
    ],
    [
      "of an API known by its id",
      route("$default", {
        after: { route_key: "$default", authorization_type: "NONE", api_key_required: false, api_id: "abc" },
        unknown: {},
        block: {},
      }),
      { after: { id: "abc", protocol_type: "WEBSOCKET", target: null, body: null } },
      undefined,
    ],
    [
      "of an API with another id",
      route("$default", {
        after: { route_key: "$default", authorization_type: "NONE", api_key_required: false, api_id: "other" },
        unknown: {},
        block: {},
      }),
      { after: { id: "abc", protocol_type: "WEBSOCKET", target: null, body: null } },
      ["route", "$default", "open", false, "no"],
    ],
  ])("%s", (_, own, of, expected) => {
    const found = judged(own, of);
    expect(found.map(told)).toEqual(expected === undefined ? [] : [expected]);
  });

  test("that may be a WebSocket API's says so", () => {
    const [found] = judged(route("$default"));
    expect(found?.authorization.possible).toMatchObject([
      { because: "whether its API is a WebSocket API is not known" },
    ]);
    expect(found?.api.possible).toMatchObject([{ kind: "undetermined" }]);
  });

  test("that may be the one that a WebSocket API asks at says so", () => {
    const [found] = judged(route(undefined), api("WEBSOCKET"));
    expect(found?.authorization.possible).toMatchObject([
      { because: "whether it is the $connect of its WebSocket API is not known" },
    ]);
  });
});

describe("an API that is defined by a body", () => {
  const body = (of: object) => JSON.stringify({ openapi: "3.0.1", ...of });
  const judged = (type: string, after: Readonly<Record<string, unknown>>, unknown = {}) =>
    entrancesOf({
      [`${type}.a`]: { after: { target: null, body: null, ...after }, unknown: { id: true, ...unknown } },
    });
  const rest = "aws_api_gateway_rest_api";
  const http = "aws_apigatewayv2_api";

  test.each<[string, string, object, object, unknown[]]>([
    ["without one has no way in of its own", rest, {}, {}, []],
    ["that is empty has none either", rest, { body: "" }, {}, []],
    [
      "of HTTP with a target has a route for all",
      http,
      { target: "arn:x" },
      {},
      [["route", "$default", "NONE", false, "no"]],
    ],
    [
      "of HTTP with a target yet to be known has it too",
      http,
      {},
      { target: true },
      [["route", "$default", "NONE", false, "no"]],
    ],
    [
      "has a way in for each operation",
      rest,
      { body: body({ paths: { "/x": { get: {}, POST: {}, parameters: [], "x-amazon-apigateway-any-method": {} } } }) },
      {},
      [
        ["method", "GET /x", "NONE", false, "no"],
        ["method", "POST /x", "NONE", false, "no"],
        ["method", "ANY /x", "NONE", false, "no"],
      ],
    ],
    [
      "of HTTP has a target and operations",
      http,
      { target: "arn:x", body: body({ paths: { "/x": { get: {} } } }) },
      {},
      [
        ["route", "$default", "NONE", false, "no"],
        ["route", "GET /x", "NONE", false, "no"],
      ],
    ],
    [
      "that is YAML may be open anywhere",
      rest,
      { body: "openapi: 3.0.1" },
      {},
      [["method", "ANY", "open", "open", "no"]],
    ],
    ["that is no object may be open anywhere", rest, { body: "[]" }, {}, [["method", "ANY", "open", "open", "no"]]],
    ["that is not known may be open anywhere", http, {}, { body: true }, [["route", "ANY", "open", "open", "no"]]],
    ["without paths has no way in", rest, { body: body({}) }, {}, []],
  ])("%s", (_, type, after, unknown, expected) => {
    const found = judged(type, after as Record<string, unknown>, unknown);
    expect(found.map(told)).toEqual(expected);
    for (const { api, address } of found) expect(api.possible).toMatchObject([{ of: address, attribute: "id" }]);
  });

  test("that cannot be read says what to do", () => {
    const [found] = judged(rest, { body: "openapi: 3.0.1" });
    for (const attribute of [found?.authorization, found?.keyRequired])
      expect(attribute?.possible).toMatchObject([
        {
          because: "an OpenAPI body that is not JSON, or not known yet",
          settledBy: "define the API by aws_api_gateway_method or aws_apigatewayv2_route resources",
        },
      ]);
  });

  const schemes = {
    lambda: { type: "apiKey", name: "Authorization", "x-amazon-apigateway-authorizer": { type: "token" } },
    iam: { type: "apiKey", name: "Authorization", "x-amazon-apigateway-authtype": "awsSigv4" },
    key: { type: "apiKey", name: "X-Api-Key", in: "header" },
    otherHeader: { type: "apiKey", name: "Authorization", in: "header" },
    basic: { type: "http", name: "x-api-key" },
  };

  test.each<[string, object, unknown[]]>([
    ["asks nobody", {}, ["NONE", false, "no"]],
    ["asks by an authorizer", { security: [{ lambda: [] }] }, ["CUSTOM", false, "no"]],
    ["asks for signed requests, as its scheme says", { security: [{ iam: [] }] }, ["CUSTOM", false, "no"]],
    [
      "asks for signed requests, as it says",
      { "x-amazon-apigateway-auth": { type: "AWS_IAM" } },
      ["AWS_IAM", false, "no"],
    ],
    ["asks for a key", { security: [{ key: [] }] }, ["NONE", true, "no"]],
    ["asks for a key and by an authorizer", { security: [{ key: [], lambda: [] }] }, ["CUSTOM", true, "no"]],
    ["asks by a key that the API does not heed", { security: [{ otherHeader: [] }] }, ["open", false, "no"]],
    ["asks by a scheme that the API does not heed", { security: [{ basic: [] }] }, ["open", false, "no"]],
    ["asks by a scheme that is not there", { security: [{ never: [] }] }, ["open", false, "no"]],
    [
      "asks by either of two, one of them heeded",
      { security: [{ basic: [] }, { lambda: [] }] },
      ["CUSTOM", false, "no"],
    ],
    ["answers by itself", { "x-amazon-apigateway-integration": { type: "MOCK" } }, ["NONE", false, "yes"]],
    ["calls something", { "x-amazon-apigateway-integration": { type: "aws_proxy" } }, ["NONE", false, "no"]],
  ])("has an operation that %s", (_, operation, expected) => {
    for (const securityMembers of [{ components: { securitySchemes: schemes } }, { securityDefinitions: schemes }]) {
      const [found] = judged(rest, { body: body({ ...securityMembers, paths: { "/x": { post: operation } } }) });
      expect(told(found as Entrance)).toEqual(["method", "POST /x", ...expected]);
    }
  });

  test("with a scheme that it does not heed says so", () => {
    const [found] = judged(rest, { body: body({ paths: { "/x": { get: { security: [{ basic: [] }] } } } }) });
    expect(found?.authorization.possible).toMatchObject([
      {
        because: "a security scheme without an authorizer of API Gateway's",
        settledBy: "give the scheme x-amazon-apigateway-authorizer",
      },
    ]);
  });
});

test("the URL of a function asks as it says, and for no key", () => {
  const [found] = entrancesOf({
    "aws_lambda_function_url.u": { after: { function_name: "ask", authorization_type: "AWS_IAM" } },
  });
  expect(told(found as Entrance)).toEqual(["function URL", "ask", "AWS_IAM", false, "no"]);
  expect(certainValue((found as Entrance).api)).toEqual({ value: null });
});
