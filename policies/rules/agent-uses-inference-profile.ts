import { certainty, describe, describeValue } from "../attribute";
import type { Agent, Estate } from "../estate";
import { namesApplicationProfile } from "../inference-profile";
import type { Finding, Rule } from "../rule";
import { profileReference } from "./profile-reference";
import { settling, wrongModel } from "./wrong-model";

export const agentUsesInferenceProfile: Rule = {
  id: "agent-uses-inference-profile",
  level: "mandatory",
  question: "Does every agent call its model through an application inference profile?",
  rationale:
    "On-demand model calls carry no tags of the agent that makes them. Only the tags of an application inference profile reach the bill.",
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles.html",
  carriers: /^aws_bedrockagent_agent$|^awscc_bedrock_agent$/,
  examine: (estate) => estate.agents.map((agent) => judge(agent, estate)),
};

function judge(agent: Agent, estate: Estate): Finding {
  const model = agent.foundationModel;
  const evidence = model.trail;
  switch (certainty(model, namesApplicationProfile)) {
    case "yes":
      return {
        verdict: "pass",
        address: agent.address,
        message: `the agent's model is ${describe(model)}: its calls carry that profile's tags`,
        evidence: [
          ...evidence,
          ...model.possible.map((value) => `${describeValue(value)} is the ARN of an application inference profile`),
        ],
      };
    case "no":
      return {
        verdict: "fail",
        address: agent.address,
        message: `the agent calls ${wrongModel(model)} directly: its model spend lands on no project's bill`,
        evidence,
        remedy: remedy(agent, estate),
      };
    case "unknown":
      return {
        verdict: "undetermined",
        address: agent.address,
        message: `nothing proves that the agent's model is an application inference profile: it may be ${describe(model)}`,
        evidence,
        remedy: [...settling(model.possible), remedy(agent, estate)].join("; else "),
      };
  }
}

function remedy(agent: Agent, estate: Estate): string {
  if (agent.constructPath !== undefined) {
    return "use CostTrackedAgent with inferenceProfile: new TrackedInferenceProfile(...), or set foundationModel to a tagged BedrockInferenceProfile's arn";
  }
  return `set foundation_model = ${profileReference(estate)}, the ARN of a tagged application inference profile`;
}
