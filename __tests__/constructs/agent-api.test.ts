import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { AgentApi, type AgentApiProps, ApiGatewayLogging, TrackedFunction } from "../../constructs";
import { allTags, bundleFolder, environment, tags, testStack } from "./support/stack";
import { address, all, synth, the } from "./support/synthesized";

const ONE = ["https://www.example.com"];
const TWO = [...ONE, "http://localhost:3000"];

const apiStack = (given: Partial<AgentApiProps> & { makeLogging?: boolean } = {}) => {
  const { makeLogging = false, ...props } = given;
  const stack = testStack();
  const bundle = path.join(bundleFolder(), "invoke-agent.zip");
  const handler = new TrackedFunction(stack, "Handler", { name: "h", description: "h", bundle, tags });
  const logging = makeLogging
    ? new ApiGatewayLogging(stack, "Logging", { name: "api-logging", tags, environment }).ready
    : undefined;
  new AgentApi(stack, "Api", { name: "news", handler, tags, allowedOrigins: ONE, logging, ...props });
  return stack;
};
const api = (given?: Parameters<typeof apiStack>[0]) => synth(apiStack(given));

describe("AgentApi", () => {
  test("POST /invoke needs a key and a body of the model, and calls the function", () => {
    const synthesized = api();
    expect(the(synthesized, "aws_api_gateway_resource")["path_part"]).toBe("invoke");
    expect(the(synthesized, "aws_api_gateway_method", "Post")).toMatchObject({
      http_method: "POST",
      authorization: "NONE",
      api_key_required: true,
      request_models: { "application/json": `\${${address(synthesized, "aws_api_gateway_model")}.name}` },
      request_validator_id: `\${${address(synthesized, "aws_api_gateway_request_validator")}.id}`,
    });
    expect(the(synthesized, "aws_api_gateway_request_validator")["validate_request_body"]).toBe(true);
    expect(the(synthesized, "aws_api_gateway_integration", "Integration")).toMatchObject({
      type: "AWS_PROXY",
      integration_http_method: "POST",
      passthrough_behavior: "NEVER",
      uri: `\${${address(synthesized, "aws_lambda_function")}.invoke_arn}`,
    });
    expect(the(synthesized, "aws_lambda_permission")).toMatchObject({
      principal: "apigateway.amazonaws.com",
      source_arn: `\${${address(synthesized, "aws_api_gateway_rest_api")}.execution_arn}/v1/POST/invoke`,
    });
  });

  test("the request model has the bounds that the function checks", () => {
    const { required, properties, additionalProperties } = JSON.parse(
      String(the(api(), "aws_api_gateway_model")["schema"]),
    ) as {
      required: string[];
      properties: unknown;
      additionalProperties: boolean;
    };
    expect(required).toEqual(["prompt"]);
    expect(additionalProperties).toBe(false);
    expect(properties).toEqual({
      prompt: { type: "string", maxLength: 4000, pattern: "\\S" },
      sessionId: { type: "string", pattern: "^[0-9a-zA-Z._:-]{2,100}$" },
    });
  });

  test("the stage is tagged itself and writes an access log without prompts or addresses", () => {
    const synthesized = api();
    const stage = the(synthesized, "aws_api_gateway_stage");
    const { destination_arn, format } = stage["access_log_settings"] as Record<string, string>;
    expect(stage["tags"]).toEqual(allTags);
    expect(destination_arn).toBe(`\${${address(synthesized, "aws_cloudwatch_log_group", "AccessLog")}.arn}`);
    expect(Object.values(JSON.parse(String(format)) as object)).toContain("$context.requestId");
    expect(format).not.toMatch(/sourceIp|body/);
  });

  test("one key is throttled and has a quota", () => {
    const synthesized = api();
    const plan = address(synthesized, "aws_api_gateway_usage_plan");
    expect(the(synthesized, "aws_api_gateway_usage_plan")).toMatchObject({
      api_stages: [
        {
          api_id: `\${${address(synthesized, "aws_api_gateway_rest_api")}.id}`,
          stage: `\${${address(synthesized, "aws_api_gateway_stage")}.stage_name}`,
        },
      ],
      throttle_settings: { rate_limit: 2, burst_limit: 5 },
      quota_settings: { limit: 500, period: "DAY" },
      tags: allTags,
    });
    expect(the(synthesized, "aws_api_gateway_api_key")["tags"]).toEqual(allTags);
    expect(the(synthesized, "aws_api_gateway_usage_plan_key")).toEqual({
      key_id: `\${${address(synthesized, "aws_api_gateway_api_key")}.id}`,
      key_type: "API_KEY",
      usage_plan_id: `\${${plan}.id}`,
    });
    const limits = { requestsPerSec: 1, burst: 1, requestsPerDay: 10 };
    expect(the(api({ limits }), "aws_api_gateway_usage_plan")["quota_settings"]).toEqual({ limit: 10, period: "DAY" });
  });

  test("every part of the route is in the deployment, which is replaced after its successor stands", () => {
    const synthesized = api();
    const deployment = the(synthesized, "aws_api_gateway_deployment");
    const routes = ["resource", "model", "request_validator", "method", "integration", "method_response"]
      .concat(["integration_response", "gateway_response"])
      .flatMap((type) =>
        all(synthesized, `aws_api_gateway_${type}`).map(([name]) => `aws_api_gateway_${type}.${name}`),
      );
    expect([...(deployment["depends_on"] as string[])].sort()).toEqual(routes.sort());
    expect(deployment["lifecycle"]).toEqual({ create_before_destroy: true });
  });

  test("the route is deployed again exactly when it changes", () => {
    const trigger = (stack = apiStack()) => the(synth(stack), "aws_api_gateway_deployment")["triggers"];
    const changed = apiStack();
    for (const node of changed.node.findAll())
      if (node instanceof ApiGatewayIntegration && node.typeInput === "AWS_PROXY") node.timeoutMilliseconds = 10_000;
    expect(trigger()).toEqual(trigger());
    expect(trigger(apiStack({ limits: { burst: 1 } }))).toEqual(trigger());
    expect(trigger(changed)).not.toEqual(trigger());
    expect(trigger(apiStack({ allowedOrigins: TWO }))).not.toEqual(trigger());
  });
});

describe("ApiCors", () => {
  test("a preflight request is answered without a key and without a function", () => {
    const synthesized = api({ allowedOrigins: TWO });
    expect(the(synthesized, "aws_api_gateway_method", "Options")).toMatchObject({
      http_method: "OPTIONS",
      authorization: "NONE",
    });
    expect(the(synthesized, "aws_api_gateway_integration", "Mock")["type"]).toBe("MOCK");
    const headers = the(synthesized, "aws_api_gateway_integration_response");
    expect(headers["response_parameters"]).toMatchObject({
      "method.response.header.Access-Control-Allow-Methods": "'POST,OPTIONS'",
      "method.response.header.Access-Control-Allow-Headers": "'Content-Type,X-Api-Key'",
    });
    const template = (headers["response_templates"] as Record<string, string>)["application/json"];
    expect(template).toContain('#if($origin == "https://www.example.com" || $origin == "http://localhost:3000")');
  });

  test.each([
    [ONE, "'https://www.example.com'"],
    [TWO, "method.request.header.Origin"],
  ])("API Gateway's own errors can be read by %p", (allowedOrigins, value) => {
    const synthesized = api({ allowedOrigins });
    for (const part of ["ClientErrors", "ServerErrors"]) {
      const response = the(synthesized, "aws_api_gateway_gateway_response", part);
      expect(response["response_parameters"]).toEqual({
        "gatewayresponse.header.Access-Control-Allow-Origin": value,
      });
      const body = String((response["response_templates"] as Record<string, string>)["application/json"]);
      expect(JSON.parse(body.replace("$context.error.messageString", '"Forbidden"'))).toEqual({
        error: { code: "$context.error.responseType", message: "Forbidden", requestId: "$context.requestId" },
      });
    }
  });

  test.each([
    [["*"]],
    [[]],
    [["https://example.com/"]],
    [["http://example.com"]],
    [["https://a.b", "a.b"]],
    [['https://a"b']],
  ])("the origins %p are refused", (allowedOrigins: string[]) => {
    expect(() => api({ allowedOrigins })).toThrow(/^Test\/Api\/Cors: expected at least one origin of the form/);
  });
});

describe("ApiGatewayLogging", () => {
  test("a stage waits for the account's role when the stack makes it", () => {
    const synthesized = api({ makeLogging: true });
    const role = address(synthesized, "aws_iam_role", "Logging");
    expect(the(synthesized, "aws_api_gateway_account")).toEqual({
      cloudwatch_role_arn: `\${${role}.arn}`,
      depends_on: [address(synthesized, "aws_iam_role_policy_attachment")],
    });
    expect(the(synthesized, "aws_api_gateway_stage")["depends_on"]).toContain(
      address(synthesized, "aws_api_gateway_account"),
    );
    expect(all(api(), "aws_api_gateway_account")).toEqual([]);
  });
});
