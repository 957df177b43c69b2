import * as sdk from "@aws-sdk/client-bedrock-agent-runtime";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import { agentOf } from "../bedrock-agent/agent-state";
import type { AgentContent } from "../bedrock-agent/agents-slice";
import { aliasOf, testAlias } from "../bedrock-agent/alias-of";
import { contentOf } from "../bedrock-agent/versions";

belief(
  "Bedrock Agent Runtime",
  "An alias answers with the version that it routes to, whatever became of the draft; the test alias with the draft as it was last prepared.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-agent.html"),
);
belief(
  "Bedrock Agent Runtime",
  "An alias that rejects invocations, and the test alias of an agent that was never prepared, are a ValidationException.",
  assumed("both are the caller's to put right"),
);

/** What an alias of an agent answers with. */
export interface ServedAgent {
  readonly agentId: string;
  readonly agentArn: string;
  readonly aliasId: string;
  readonly version: string;
  readonly content: AgentContent;
}

/** @throws ResourceNotFoundException, ValidationException */
export function servedAgent(agentId: string, aliasId: string, context: Context): ServedAgent {
  const agent = agentOf(agentId, context);
  const { history, invocationState } = aliasOf(aliasId, agent);
  const version = history.at(-1)?.version ?? "DRAFT";
  const content = aliasId === testAlias ? agent.prepared : contentOf(agent, version);
  if (!content) throw modelled(sdk.ValidationException, `The agent ${agentId} is not prepared.`);
  if (invocationState === "REJECT_INVOCATIONS")
    throw modelled(sdk.ValidationException, `The alias ${aliasId} rejects invocations.`);
  return { agentId, agentArn: agent.arn, aliasId, version, content };
}
