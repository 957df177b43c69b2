import type { RuleDocumentation } from "../documented-rule";

export const actionGroupPermissionIsScoped: RuleDocumentation = {
  examines:
    "Every aws_lambda_permission whose principal is bedrock.amazonaws.com and whose action is lambda:InvokeFunction, or whose principal is * where an action group calls the function: its source_arn and source_account. And every action group with a Lambda function: whether a permission in the plan lets its agent call exactly that function, or that version or alias of it. Functions are matched by name, ARN, or the attribute that an expression ends in.",
  answers: {
    pass: "The permission names one agent by its whole ARN, and its account. The action group's function has a permission for the group's agent; one that lets in too many is judged by itself.",
    fail: "The principal is *; the source_arn is absent, a pattern with a wildcard, or no agent's ARN; the source_account is absent or not the account of the source_arn. Or no permission in the plan lets the agent call; that is advisory where the function stands in another stack.",
    undetermined:
      "The source, the function or the agent is not proven, as in an ARN that is put together from an id that is not known yet: use the agent's agent_arn.",
    notApplicable: "The action group calls no Lambda function, or the permission is a flow's.",
  },
  remedies: [
    {
      language: "hcl",
      code: `resource "aws_lambda_permission" "search" {
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.search.function_name
  principal      = "bedrock.amazonaws.com"
  source_arn     = aws_bedrockagent_agent.news.agent_arn
  source_account = data.aws_caller_identity.current.account_id
}`,
    },
    {
      language: "ts",
      code: `new CostTrackedAgent(stack, "Agent", {
  name: "aws-news-agent",
  inferenceProfile,
  instruction,
  tags,
  environment,
  actionGroups: { Search: definition }, // each with its permission
});`,
    },
  ],
};
