import { expect, test } from "@jest/globals";
import { isBillable } from "../../../policies/rules/unbilled-types";

test.each([
  ["aws_iam_role", false],
  ["awscc_iam_role", false],
  ["aws_bedrockagent_agent", false],
  ["aws_bedrockagent_agent_alias", false],
  ["awscc_bedrock_agent", false],
  ["awscc_bedrock_agent_alias", false],
  ["aws_bedrock_inference_profile", false],
  ["awscc_bedrock_application_inference_profile", false],
  ["aws_budgets_budget", false],
  ["aws_api_gateway_rest_api", false],
  ["aws_api_gateway_api_key", false],
  ["aws_api_gateway_usage_plan", false],
  ["aws_api_gateway_client_certificate", false],
  ["aws_api_gateway_stage", true],
  ["aws_api_gateway_rest_api_policy", true],
  ["aws_apigatewayv2_api", true],
  ["aws_bedrockagent_knowledge_base", true],
  ["aws_bedrock_provisioned_model_throughput", true],
  ["aws_budgets_budget_action", true],
  ["aws_lambda_function", true],
  ["data_aws_iam_role", true],
  ["aws_that_nobody_has_read_of", true],
])("%s: is it billed? %s", (type, billable) => {
  expect(isBillable(type)).toBe(billable);
});
