import { ListAgentsCommand } from "@aws-sdk/client-bedrock-agent";
import type { LiveClients } from "../clients";
import type { Asked } from "./asked";

/**
 * Is Bedrock Agents open to this account? A closed one is refused with the words Maintenance Mode, at the latest when an agent
 * is made.
 */
export async function agentsAreOpen({ agents, region }: LiveClients): Promise<Asked> {
  const { agentSummaries = [] } = await agents.send(new ListAgentsCommand({ maxResults: 1 }));
  if (agentSummaries.length > 0) return {};
  return {
    note: `this account has no agent in ${region}: since 2026-07-30 AWS opens Bedrock Agents only to accounts that used it before, and refuses CreateAgent to others with the words "Maintenance Mode"`,
  };
}
