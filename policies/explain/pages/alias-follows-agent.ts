import type { RuleDocumentation } from "../documented-rule";

export const aliasFollowsAgent: RuleDocumentation = {
  examines:
    "Every aws_bedrockagent_agent_alias and awscc_bedrock_agent_alias, and the agent that it serves: what the plan changes about that agent, its action groups, collaborators and knowledge bases, those that it deletes among them. Tags, timeouts and the code of a Lambda function shape no version. An agent that has no alias in the plan is shown as advisory, since its alias may stand in another stack.",
  answers: {
    pass: "Nothing that shapes the agent changes, or the alias moves with it: it is created, replaced, or changed in place without routing. A replaced alias has a new ARN, which the evidence says.",
    fail: "The agent changes and the alias stays behind; a change of nothing but its tags moves no alias. Or it is routed to DRAFT. An alias that is pinned to a version by routing_configuration is shown as advisory: it follows no change while it is.",
    undetermined:
      "It is not proven which agent the alias serves, whether the agent changes, or whether the alias does: its description is not known before the apply, and may come out as it was. Or it moves while an action group or a knowledge base that the agent uses is deleted: Terraform deletes what an alias depends on only after the alias, whose new version still has it. Switch it off first, apply, and then take it away.",
    notApplicable: "The alias serves an agent that is not in this plan.",
  },
  remedies: [
    {
      language: "hcl",
      code: `locals {
  instruction = "You answer questions about AWS news, with links, politely and briefly."
  model       = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0"
  actions     = [{ name = "search", description = "Finds announcements" }]
}

resource "aws_bedrockagent_agent_alias" "news" {
  agent_alias_name = "cost-tracked"
  agent_id         = aws_bedrockagent_agent.news.agent_id

  # No routing_configuration: any change of the description makes AWS cut a version and move the alias to it, in place.
  # Not prepared_at: it changes at every apply, and the next plan is never empty.
  description = "Content: \${substr(sha256(jsonencode([local.instruction, local.model, local.actions])), 0, 12)}"
  depends_on  = [aws_bedrockagent_agent_action_group.search]
}`,
    },
    {
      language: "ts",
      code: `new AgentAlias(stack, "Alias", { agent, tags }); // its description holds the agent's content hash`,
    },
  ],
};
