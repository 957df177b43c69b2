import { certainty, describe, describeValue, type Attribute } from "../attribute";
import type { Agent, Estate } from "../estate";
import { namesApplicationProfile } from "../inference-profile";
import type { Finding, Rule } from "../rule";
import { judgeAgent } from "./model-delegation";
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
  examine: (estate, context) => [
    ...estate.agents.flatMap((agent) => [
      judge(agent, agent.foundationModel, orchestration, estate),
      ...agent.stepModels.map(({ attribute, model }) => judge(agent, model, stepOf(attribute), estate)),
    ]),
    ...estate.collaborators.map((collaborator) => judgeAgent(collaborator, estate, context)),
  ],
};

/** One of the models that an agent calls. */
interface Step {
  readonly whose: string;
  readonly calls: string;
  readonly attribute: string;
}

const orchestration: Step = { whose: "the agent's model", calls: "the agent", attribute: "foundation_model" };

const stepOf = (attribute: string): Step => ({ whose: `the model of ${attribute}`, calls: attribute, attribute });

function judge(agent: Agent, model: Attribute, { whose, calls, attribute }: Step, estate: Estate): Finding {
  const evidence = model.trail;
  switch (certainty(model, namesApplicationProfile)) {
    case "yes":
      return {
        verdict: "pass",
        address: agent.address,
        message: `${whose} is ${describe(model)}: its calls carry that profile's tags`,
        evidence: [
          ...evidence,
          ...model.possible.map((value) => `${describeValue(value)} is the ARN of an application inference profile`),
        ],
      };
    case "no":
      return {
        verdict: "fail",
        address: agent.address,
        message: `${calls} calls ${wrongModel(model)} directly: its model spend lands on no project's bill`,
        evidence,
        remedy: remedy(agent, attribute, estate),
      };
    case "unknown":
      return {
        verdict: "undetermined",
        address: agent.address,
        message: `nothing proves that ${whose} is an application inference profile: it may be ${describe(model)}`,
        evidence,
        remedy: [...settling(model.possible), remedy(agent, attribute, estate)].join("; else "),
      };
  }
}

function remedy(agent: Agent, attribute: string, estate: Estate): string {
  if (agent.constructPath !== undefined) {
    return "use CostTrackedAgent with inferenceProfile: new TrackedInferenceProfile(...), or set foundationModel to a tagged BedrockInferenceProfile's arn";
  }
  return `set ${attribute} = ${profileReference(estate)}, the ARN of a tagged application inference profile`;
}
