import type { RuleDocumentation } from "../documented-rule";
import { grantOfAProfile } from "./grant-of-a-profile";

export const agentRoleInvokesItsProfile: RuleDocumentation = {
  examines:
    "The role that agent_resource_role_arn of every agent leads to, with its inline, managed and attached policies and its permissions boundary: may it call the agent's profile, and the profile's models under the condition bedrock:InferenceProfileArn? The models are models[*].model_arn, the model that the profile was copied from, or for a system-defined profile the model in each Region of its route in the catalogue. Policies of the organization are not in a plan, and not looked at.",
  answers: {
    pass: "The role certainly may call the profile (InvokeModel, InvokeModelWithResponseStream, GetInferenceProfile) and every model that it routes to.",
    fail: "It certainly may not: the message names the action and the resource that is missing, denied, or outside the boundary, and which other profile the role may call instead.",
    undetermined:
      "A policy is not known far enough, a condition on something else is in the way, or the role stands in another stack. The last is shown and does not block, unless the rule was asked for with --require.",
    notApplicable:
      "The agent calls no profile, which agent-uses-inference-profile judges, or is destroyed by this plan.",
  },
  remedies: [
    grantOfAProfile,
    {
      language: "ts",
      code: `new CostTrackedAgent(stack, "Agent", { name: "aws-news-agent", inferenceProfile, instruction, tags, environment });`,
    },
  ],
};
