import type { RuleDocumentation } from "../documented-rule";

export const invokerCallsAlias: RuleDocumentation = {
  examines:
    "Every aws_lambda_function that invokes an agent: an environment variable of it names an agent or an alias of this plan, or its role may do bedrock:InvokeAgent. Which alias does it name, and which may its role invoke?",
  answers: {
    pass: "A variable certainly names an alias of this plan, and the role may invoke exactly that alias.",
    fail: "It names the test alias TSTALIASID or no alias of this plan, or its role may not invoke the alias, or may invoke more than it. An agent that no function of the plan invokes is told too, which does not block, unless the rule was asked for with --require.",
    undetermined: "The variable or the role's policies are not known far enough.",
    notApplicable: "The alias is destroyed by this plan.",
  },
  remedies: [
    {
      language: "hcl",
      code: `resource "aws_lambda_function" "invoke" {
  function_name = "invoke-agent"
  role          = aws_iam_role.invoke.arn
  environment {
    variables = { AGENT_ALIAS_ID = aws_bedrockagent_agent_alias.live.agent_alias_id }
  }
}

resource "aws_iam_role_policy" "invoke" {
  role = aws_iam_role.invoke.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "bedrock:InvokeAgent", Resource = aws_bedrockagent_agent_alias.live.agent_alias_arn },
    ]
  })
}`,
    },
    {
      language: "ts",
      code: `new TrackedFunction(stack, "InvokeAgent", {
  name: "invoke-agent",
  description: "Puts a prompt to the agent",
  bundle,
  tags,
  variables: { AGENT_ID: agent.agentId, AGENT_ALIAS_ID: alias.aliasId },
  statements: [{ Effect: "Allow", Action: "bedrock:InvokeAgent", Resource: alias.arn }],
});`,
    },
  ],
};
