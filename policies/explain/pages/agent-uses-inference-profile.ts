import type { RuleDocumentation } from "../documented-rule";

export const agentUsesInferenceProfile: RuleDocumentation = {
  examines:
    "The foundation_model of every aws_bedrockagent_agent and awscc_bedrock_agent: its planned value, or every value that its source expression can take. The foundation_model of a prompt override, which one step of the agent calls instead. And the agent behind the alias of every collaborator (aws_bedrockagent_agent_collaborator, agent_collaborators): what is handed on to it is spent there.",
  answers: {
    pass: "Every value that the model can take is the ARN of an application inference profile.",
    fail: "None of them is: the agent calls a foundation model, a system-defined profile or nothing at all, and its spend carries no tag. A collaborator fails with the agent that it leads to.",
    undetermined:
      "The values are mixed, or the expression goes through something that is not followed. The evidence says how far it was followed, and what would settle it. A collaborator of another stack cannot be seen: that is advisory unless the rule is required.",
    notApplicable: "The agent is destroyed by this plan.",
  },
  remedies: [
    {
      language: "hcl",
      code: `resource "aws_bedrock_inference_profile" "news" {
  name = "aws-news-agent"
  model_source {
    copy_from = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0"
  }
  tags = { Project = "aws-news-agent" }
}

resource "aws_bedrockagent_agent" "news" {
  agent_name              = "aws-news-agent"
  agent_resource_role_arn = aws_iam_role.agent.arn
  foundation_model        = aws_bedrock_inference_profile.news.arn
}`,
    },
    {
      language: "ts",
      code: `const inferenceProfile = new TrackedInferenceProfile(stack, "Profile", {
  name: "aws-news-agent",
  source: foundationModel("amazon.nova-lite-v1:0"),
  tags,
  environment,
});
new CostTrackedAgent(stack, "Agent", { name: "aws-news-agent", inferenceProfile, instruction, tags, environment });`,
    },
  ],
};
