import * as gateway from "@aws-sdk/client-api-gateway";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, test } from "@jest/globals";
import { ledgerSlice } from "../../../../local-aws/ledger/ledger";
import { clientOf } from "../../support/run-local-aws";
import { deployedApi } from "./deployed-api";

const second = 1000;
const day = 24 * 60 * 60 * second;

describe("a POST with the key", () => {
  test("reaches the function with the whole request, and its answer the caller", async () => {
    const { call, url, at, key } = await deployedApi();
    const { status, headers, text } = await call({}, `${url}?page=2`);
    expect({ status, type: headers.get("content-type") }).toEqual({ status: 200, type: "application/json" });
    expect(JSON.parse(text)).toMatchObject({
      ...{
        resource: "/invoke",
        path: "/invoke",
        httpMethod: "POST",
        body: '{"prompt":"hello"}',
        isBase64Encoded: false,
      },
      ...{
        queryStringParameters: { page: "2" },
        multiValueQueryStringParameters: { page: ["2"] },
        pathParameters: null,
      },
      headers: { origin: "https://a.example" },
      requestContext: {
        ...{ apiId: at.restApiId, accountId: "111122223333", stage: "v1", path: "/v1/invoke", resourcePath: "/invoke" },
        identity: { apiKeyId: key.id },
      },
    });
  });

  test.each([
    ["is no JSON", "hello"],
    ["is not what the model says", '{"prompt":" "}'],
    ["has more than the model", '{"prompt":"a","other":1}'],
    ["is too long", JSON.stringify({ prompt: "a".repeat(21) })],
  ])("whose body %s is 400, in the words of the API", async (_title, body) => {
    const { call } = await deployedApi();
    const { status, headers, text } = await call({ body });
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({ error: { code: "BAD_REQUEST_BODY", message: "Invalid request body" } });
    expect(headers.get("access-control-allow-origin")).toBe("https://a.example");
    expect(headers.get("x-amzn-errortype")).toBe("BadRequestException");
  });

  test("whose body is of a type without a model is 415", async () => {
    const { call } = await deployedApi();
    expect((await call({ headers: { "content-type": "text/plain" } })).status).toBe(415);
  });
});

describe("without the key", () => {
  test.each([
    ["none", ""],
    ["another", "a".repeat(40)],
  ])("a POST with %s is 403", async (_title, key) => {
    const { call } = await deployedApi();
    const { status, text } = await call({ headers: { "x-api-key": key } });
    const expected = '{"error":{"code":"INVALID_API_KEY","message":"Forbidden"}}';
    expect({ status, text }).toEqual({ status: 403, text: expected });
  });

  test("a POST with one that is disabled, or in no plan of the stage, is 403", async () => {
    const { call, api, key, plan, at } = await deployedApi();
    const enabled = (value: string) => [{ op: "replace", path: "/enabled", value } as const];
    await api.send(new gateway.UpdateApiKeyCommand({ apiKey: key.id, patchOperations: enabled("false") }));
    expect((await call()).status).toBe(403);
    await api.send(new gateway.UpdateApiKeyCommand({ apiKey: key.id, patchOperations: enabled("true") }));
    expect((await call()).status).toBe(200);
    const patchOperations = [{ op: "remove", path: "/apiStages", value: `${at.restApiId}:v1` } as const];
    await api.send(new gateway.UpdateUsagePlanCommand({ usagePlanId: plan.id, patchOperations }));
    expect((await call()).status).toBe(403);
  });

  test("a preflight is answered by the mock, for the origins that it lets in", async () => {
    const { call } = await deployedApi();
    const { status, headers } = await call({ method: "OPTIONS", headers: { "x-api-key": "" } });
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-methods")).toBe("POST,OPTIONS");
    expect(headers.get("access-control-allow-origin")).toBe("https://a.example");
    const other = await call({ method: "OPTIONS", headers: { origin: "https://b.example" } });
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("a usage plan", () => {
  test("answers 429 over the quota until the next day, also after bad bodies", async () => {
    const { call, aws } = await deployedApi({ quota: { limit: 2, period: "DAY" } });
    expect((await call({ body: "{}" })).status).toBe(400);
    expect((await call()).status).toBe(200);
    const { status, text } = await call();
    const expected = '{"error":{"code":"QUOTA_EXCEEDED","message":"Limit Exceeded"}}';
    expect({ status, text }).toEqual({ status: 429, text: expected });
    aws.clock.advance(day);
    expect((await call()).status).toBe(200);
  });

  test("answers 429 over the burst until the rate has filled it again", async () => {
    const { call, aws } = await deployedApi({ throttle: { rateLimit: 0.01, burstLimit: 2 } });
    const statuses = [(await call()).status, (await call()).status, (await call()).status];
    expect(statuses).toEqual([200, 200, 429]);
    aws.clock.advance(100 * second);
    expect([(await call()).status, (await call()).status]).toEqual([200, 429]);
  });

  test("stands beside the stage's own throttle", async () => {
    const { call, api, at } = await deployedApi();
    const patchOperations = ["rateLimit", "burstLimit"].map(
      (name) => ({ op: "replace", path: `/invoke/POST/throttling/${name}`, value: "0" }) as const,
    );
    await api.send(new gateway.UpdateStageCommand({ restApiId: at.restApiId, stageName: "v1", patchOperations }));
    expect((await call()).text).toContain('"THROTTLED"');
  });
});

test("a request that was let in is billed by the tags of API and stage, one without its key or over its quota is not", async () => {
  const { aws, api, at, call } = await deployedApi({ quota: { limit: 2, period: "DAY" } });
  const stage = `arn:aws:apigateway:eu-west-2::/restapis/${at.restApiId}/stages/v1`;
  const tagged = (resourceArn: string, tags: Record<string, string>) =>
    api.send(new gateway.TagResourceCommand({ resourceArn, tags }));
  await tagged(`arn:aws:apigateway:eu-west-2::/restapis/${at.restApiId}`, { Project: "news", Team: "a" });
  await tagged(stage, { Team: "b" });
  const statuses = [
    await call({ headers: { "x-api-key": "" } }),
    await call(),
    await call({ body: "{}" }),
    await call(),
  ];
  expect(statuses.map(({ status }) => status)).toEqual([403, 200, 400, 429]);
  const billed = aws.state(ledgerSlice).entries.filter(({ service }) => service === "Amazon API Gateway");
  const line = { usageType: "EUW2-ApiGatewayRequest", resourceArn: stage, tags: { Project: "news", Team: "b" } };
  expect(billed).toMatchObject([line, line]);
});

describe("a function", () => {
  test.each([
    ["fails", "exports.handler = async () => { throw new Error('no'); };"],
    ["answers something else", "exports.handler = async () => ({ status: 200 });"],
    ["answers a body that is no text", "exports.handler = async () => ({ statusCode: 200, body: {} });"],
  ])("that %s is a 502", async (_title, source) => {
    const { call } = await deployedApi({ source });
    const { status, text } = await call();
    expect({ status, text }).toEqual({ status: 502, text: '{"message":"Internal server error"}' });
  });

  test("that lets another route in alone is a 500", async () => {
    const { call } = await deployedApi({ permitted: "GET/other" });
    expect(await call()).toMatchObject({ status: 500, text: '{"message":"Internal server error"}' });
  });

  test("that answers later than the integration waits is a 504", async () => {
    const { call, api, at, redeploy } = await deployedApi({ source: "exports.handler = () => new Promise(() => {});" });
    const patchOperations = [{ op: "replace", path: "/timeoutInMillis", value: "50" } as const];
    await api.send(new gateway.UpdateIntegrationCommand({ ...at, httpMethod: "POST", patchOperations }));
    await redeploy();
    expect(await call()).toMatchObject({ status: 504, text: '{"message":"Endpoint request timed out"}' });
  });

  test("gives status and headers of its own, and bytes in base64", async () => {
    const answer = {
      ...{ statusCode: 201, headers: { "X-One": 1 }, multiValueHeaders: { Vary: ["Origin", "Accept"] } },
      ...{ body: Buffer.from("bytes").toString("base64"), isBase64Encoded: true },
    };
    const { call } = await deployedApi({ source: `exports.handler = async () => (${JSON.stringify(answer)});` });
    const { status, headers, text } = await call();
    expect([status, headers.get("x-one"), headers.get("vary"), text]).toEqual([201, "1", "Origin, Accept", "bytes"]);
  });
});

describe("a stage", () => {
  test("serves its deployment, not what was changed since", async () => {
    const { call, api, at, redeploy } = await deployedApi();
    const get = { ...at, httpMethod: "GET", statusCode: "200" };
    await api.send(new gateway.PutMethodCommand({ ...get, authorizationType: "NONE" }));
    const requestTemplates = { "application/json": '{"statusCode":200}' };
    await api.send(new gateway.PutIntegrationCommand({ ...get, type: "MOCK", requestTemplates }));
    await api.send(new gateway.PutMethodResponseCommand(get));
    const responseTemplates = { "application/json": '{"stage":"$context.stage"}' };
    await api.send(new gateway.PutIntegrationResponseCommand({ ...get, responseTemplates }));
    expect((await call({ method: "GET" })).text).toContain('"MISSING_AUTHENTICATION_TOKEN"');
    await redeploy();
    expect(await call({ method: "GET" })).toMatchObject({ status: 200, text: '{"stage":"v1"}' });
  });

  test("writes a line a request to its access log", async () => {
    const { call, aws, api, at, key } = await deployedApi();
    const client = new logs.CloudWatchLogsClient(clientOf(aws));
    await client.send(new logs.CreateLogGroupCommand({ logGroupName: "api" }));
    const account = [
      { op: "replace", path: "/cloudwatchRoleArn", value: "arn:aws:iam::111122223333:role/logs" } as const,
    ];
    const patchOperations = [
      ["destinationArn", "arn:aws:logs:eu-west-2:111122223333:log-group:api"],
      ["format", "$context.status $context.resourcePath $context.identity.apiKeyId $context.error.responseType"],
    ].map(([name, value]) => ({ op: "replace", path: `/accessLogSettings/${name}`, value }) as const);
    const stage = { restApiId: at.restApiId, stageName: "v1", patchOperations };
    await expect(api.send(new gateway.UpdateStageCommand(stage))).rejects.toThrow(
      "CloudWatch Logs role ARN must be set",
    );
    await api.send(new gateway.UpdateAccountCommand({ patchOperations: account }));
    await api.send(new gateway.UpdateStageCommand(stage));
    await call();
    await call({ headers: { "x-api-key": "" } });
    const { events } = await client.send(new logs.FilterLogEventsCommand({ logGroupName: "api" }));
    const lines = [`200 /invoke ${key.id ?? ""} -`, "403 /invoke - INVALID_API_KEY"];
    expect(events?.map(({ message }) => message)).toEqual(lines);
  });

  test("that is not there is 403", async () => {
    const { call, url } = await deployedApi();
    expect((await call({}, url.replace("/v1/", "/v2/"))).status).toBe(403);
  });
});
