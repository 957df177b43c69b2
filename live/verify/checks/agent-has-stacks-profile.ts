import { certainText } from "../../../policies/attribute";
import { isApplicationProfileArn } from "../../../policies/inference-profile";
import { finding, type CheckFinding } from "../finding";
import type { Gathered } from "../gather";

/** Is the agent's model the very profile that its stack made? A raw model is another check's matter. */
export function agentHasStacksProfile({ agent, subject, caller }: Gathered): CheckFinding[] {
  const model = certainText(agent.foundationModel);
  const { profileArn } = subject;
  if (profileArn === undefined || !isApplicationProfileArn(model)) return [];
  const check = "agent-has-stacks-profile";
  if (model === profileArn)
    return [
      finding(check, agent.address, { verdict: "pass", message: "the agent has the profile that its stack made" }),
    ];
  return [
    finding(check, agent.address, {
      verdict: "fail",
      message: `the agent has ${model}, and its stack made ${profileArn}: its spend is billed as the other profile's`,
      evidence: [`asked as ${caller.arn}`],
      remedy: `apply the stack again, or: aws bedrock-agent update-agent --agent-id ${subject.agentId} --foundation-model ${profileArn}, then prepare-agent and update-agent-alias`,
    }),
  ];
}
