import { GetAgentCommand, paginateListAgents } from "@aws-sdk/client-bedrock-agent";
import { atATime, collected } from "../../at-a-time";
import type { LiveClients } from "../../clients";

/** Names of the Region's other agents that have the same role. @throws LiveFailure */
export async function otherAgentsOf({ agents }: LiveClients, agentId: string, roleArn: string): Promise<string[]> {
  const all = await collected(paginateListAgents({ client: agents }, {}), (page) => page.agentSummaries);
  const others = all.flatMap((each) => (each.agentId === undefined || each.agentId === agentId ? [] : [each.agentId]));
  const same = await atATime(others, async (other) => {
    const { agent } = await agents.send(new GetAgentCommand({ agentId: other }));
    return agent?.agentResourceRoleArn === roleArn ? [agent.agentName ?? other] : [];
  });
  return same.flat();
}
