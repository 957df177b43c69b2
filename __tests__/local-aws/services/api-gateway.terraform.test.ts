import { expect, test } from "@jest/globals";
import { runLocalAws } from "../support/run-local-aws";
import { terraformProject } from "../support/terraform-project";

const rest_api_id = "${aws_api_gateway_rest_api.api.id}";
const inRoute = { rest_api_id, resource_id: "${aws_api_gateway_resource.invoke.id}" };
const json = "application/json";
const tags = { Project: "news", Team: "${var.team}" };
const functionArn = "arn:aws:lambda:eu-west-2:111122223333:function:news";

const configuration = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: { aws: [{ region: "eu-west-2" }] },
  variable: { team: { default: "news" }, limit: { default: 500 }, max: { default: 4000 } },
  resource: {
    aws_api_gateway_rest_api: {
      api: { name: "news", description: "Of ${var.team}", endpoint_configuration: { types: ["REGIONAL"] }, tags },
    },
    aws_api_gateway_resource: {
      invoke: { rest_api_id, parent_id: "${aws_api_gateway_rest_api.api.root_resource_id}", path_part: "invoke" },
    },
    aws_api_gateway_model: {
      request: {
        rest_api_id,
        name: "Request",
        content_type: json,
        schema: '{"type":"object","properties":{"prompt":{"type":"string","maxLength":${var.max}}}}',
      },
    },
    aws_api_gateway_request_validator: { body: { rest_api_id, name: "body", validate_request_body: true } },
    aws_api_gateway_method: {
      post: {
        ...inRoute,
        http_method: "POST",
        authorization: "NONE",
        api_key_required: true,
        request_models: { [json]: "${aws_api_gateway_model.request.name}" },
        request_validator_id: "${aws_api_gateway_request_validator.body.id}",
      },
      options: { ...inRoute, http_method: "OPTIONS", authorization: "NONE" },
    },
    aws_api_gateway_integration: {
      post: {
        ...inRoute,
        http_method: "${aws_api_gateway_method.post.http_method}",
        type: "AWS_PROXY",
        integration_http_method: "POST",
        uri: `arn:aws:apigateway:eu-west-2:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
        passthrough_behavior: "NEVER",
        timeout_milliseconds: "${var.max}",
      },
      options: {
        ...inRoute,
        http_method: "${aws_api_gateway_method.options.http_method}",
        type: "MOCK",
        request_templates: { [json]: '{"statusCode": 204, "team": "${var.team}"}' },
      },
    },
    aws_api_gateway_method_response: {
      options: {
        ...inRoute,
        http_method: "${aws_api_gateway_method.options.http_method}",
        status_code: "204",
        response_parameters: { "method.response.header.Vary": true },
      },
    },
    aws_api_gateway_integration_response: {
      options: {
        ...inRoute,
        http_method: "${aws_api_gateway_method.options.http_method}",
        status_code: "${aws_api_gateway_method_response.options.status_code}",
        response_parameters: { "method.response.header.Vary": "'Origin'" },
        depends_on: ["aws_api_gateway_integration.options"],
      },
    },
    aws_api_gateway_gateway_response: {
      client: {
        rest_api_id,
        response_type: "DEFAULT_4XX",
        response_parameters: { "gatewayresponse.header.Access-Control-Allow-Origin": "'https://example.com'" },
        response_templates: { [json]: '{"message":$context.error.messageString}' },
      },
    },
    aws_api_gateway_deployment: {
      now: {
        rest_api_id,
        triggers: { max: "${var.max}" },
        lifecycle: { create_before_destroy: true },
        depends_on: [
          "aws_api_gateway_integration.post",
          "aws_api_gateway_integration_response.options",
          "aws_api_gateway_gateway_response.client",
        ],
      },
    },
    aws_api_gateway_account: { me: { cloudwatch_role_arn: "arn:aws:iam::111122223333:role/logs" } },
    aws_api_gateway_stage: {
      v1: {
        rest_api_id,
        deployment_id: "${aws_api_gateway_deployment.now.id}",
        stage_name: "v1",
        access_log_settings: {
          destination_arn: "arn:aws:logs:eu-west-2:111122223333:log-group:api",
          format: '{"id":"$context.requestId"}',
        },
        tags,
        depends_on: ["aws_api_gateway_account.me"],
      },
    },
    aws_api_gateway_method_settings: {
      all: {
        rest_api_id,
        stage_name: "${aws_api_gateway_stage.v1.stage_name}",
        method_path: "*/*",
        settings: { metrics_enabled: true, throttling_rate_limit: 10, throttling_burst_limit: "${var.limit}" },
      },
    },
    aws_api_gateway_usage_plan: {
      plan: {
        name: "news",
        api_stages: [{ api_id: rest_api_id, stage: "${aws_api_gateway_stage.v1.stage_name}" }],
        throttle_settings: { rate_limit: 2, burst_limit: 5 },
        quota_settings: { limit: "${var.limit}", period: "DAY" },
        tags,
      },
    },
    aws_api_gateway_api_key: { key: { name: "news", description: "Of ${var.team}", tags } },
    aws_api_gateway_usage_plan_key: {
      key: {
        key_id: "${aws_api_gateway_api_key.key.id}",
        key_type: "API_KEY",
        usage_plan_id: "${aws_api_gateway_usage_plan.plan.id}",
      },
    },
  },
};

test("Terraform makes a REST API with keys and plans, plans empty, changes all of it, and destroys", async () => {
  const aws = await runLocalAws();
  const terraform = terraformProject(aws, configuration);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });
  const applied = await terraform("apply", "-auto-approve", "-input=false");
  expect(applied.output).toContain("Resources: 18 added, 0 changed, 0 destroyed");
  expect((await terraform("plan", "-detailed-exitcode")).output).toContain("No changes");
  const changes = ["-var=team=other", "-var=limit=600", "-var=max=3000"];
  const changed = await terraform("apply", "-auto-approve", "-refresh=false", ...changes);
  expect(changed.output).toContain("Resources: 1 added, 8 changed, 1 destroyed");
  expect((await terraform("plan", "-detailed-exitcode", ...changes)).output).toContain("No changes");
  const destroyed = await terraform("destroy", "-auto-approve", "-refresh=false");
  expect(destroyed.output).toContain("Resources: 18 destroyed");
});
