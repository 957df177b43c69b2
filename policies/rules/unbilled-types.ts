/**
 * Types that AWS lets be tagged and never puts on a bill by themselves. A type that is not here counts as billable: a new one
 * is asked for its tag until somebody has read its prices.
 */
const unbilled: readonly { readonly type: RegExp; readonly because: string; readonly source: string }[] = [
  { type: /^aws(cc)?_iam_/, because: "IAM is offered at no charge", source: "https://aws.amazon.com/iam/" },
  {
    type: /^aws_bedrockagent_agent(_alias)?$|^awscc_bedrock_agent(_alias)?$/,
    because: "an agent's cost is its model calls, which carry the inference profile's tags",
    source: "https://aws.amazon.com/bedrock/pricing/",
  },
  {
    type: /^aws_bedrock_inference_profile$|^awscc_bedrock_application_inference_profile$/,
    because: "its tag has a rule of its own",
    source: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles.html",
  },
  {
    type: /^aws_budgets_budget$/,
    because: "a budget without actions is free of charge",
    source: "https://aws.amazon.com/aws-cost-management/pricing/",
  },
  {
    type: /^aws_api_gateway_(rest_api|api_key|usage_plan|client_certificate)$/,
    because: "requests are billed at the stage, and a tag on the API does not reach the bill",
    source: "https://aws.amazon.com/api-gateway/pricing/",
  },
];

export function isBillable(type: string): boolean {
  return !unbilled.some((each) => each.type.test(type));
}
