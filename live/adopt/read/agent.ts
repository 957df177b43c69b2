import {
  GetAgentCommand,
  ListTagsForResourceCommand,
  paginateListAgentKnowledgeBases,
} from "@aws-sdk/client-bedrock-agent";
import { readCaller } from "../../account";
import { collected } from "../../at-a-time";
import type { LiveClients } from "../../clients";
import { answered } from "../../read/answered";
import { NotAdoptable } from "../not-adoptable";
import type { StandingAgent } from "../standing-agent";
import { readAliases, type ReadAliases } from "./alias";
import { readGroups, type ForeignGroup } from "./groups";
import { otherAgentsOf } from "./other-agents";
import { readStandingRole } from "./role";
import { keptSettings } from "./settings";

export interface ReadAgent {
  readonly agent: StandingAgent;
  readonly otherAliases: ReadAliases["others"];
  readonly foreignGroups: readonly ForeignGroup[];
  /** Ids of the knowledge bases that it asks. */
  readonly knowledgeBases: readonly string[];
}

/**
 * An agent as it stands.
 * @param alias id or name of the alias to move; undefined where it has but one
 * @throws LiveFailure for what AWS does not answer, NotAdoptable for what cannot be taken over
 */
export async function readStandingAgent(
  clients: LiveClients,
  agentId: string,
  alias: string | undefined,
): Promise<ReadAgent> {
  const { agents, region } = clients;
  const { agent } = await agents.send(new GetAgentCommand({ agentId }));
  const answer = answered(agent, `agent ${agentId}`);
  const agentArn = answered(answer.agentArn, "ARN of the agent");
  const roleArn = needed(answer.agentResourceRoleArn, agentId, "role");
  const [{ accountId }, tags, aliases, groups, role, sharers, knowledgeBases] = await Promise.all([
    readCaller(clients),
    agents.send(new ListTagsForResourceCommand({ resourceArn: agentArn })),
    readAliases(clients, agentArn, alias),
    readGroups(clients, agentArn),
    readStandingRole(clients, roleArn),
    otherAgentsOf(clients, agentId, roleArn),
    readKnowledgeBases(clients, agentId),
  ]);
  if (sharers.length > 0)
    throw new NotAdoptable(
      `The role ${role.name} is also that of ${sharers.join(", ")}, which could call no model any more once it is this ` +
        `agent's alone. Give one of them a role of its own, and run this again.`,
    );
  return {
    agent: {
      accountId,
      region,
      id: agentId,
      name: answered(answer.agentName, "name of the agent"),
      description: answer.description,
      instruction: needed(answer.instruction, agentId, "instruction"),
      idleSessionTtlSec: answer.idleSessionTTLInSeconds ?? 600,
      model: needed(answer.foundationModel, agentId, "model"),
      tags: tags.tags ?? {},
      kept: keptSettings(answer),
      role,
      groups: groups.groups,
      alias: aliases.alias,
    },
    otherAliases: aliases.others,
    foreignGroups: groups.foreign,
    knowledgeBases,
  };
}

/** What AWS takes an agent without, and no version can be cut without. */
function needed(value: string | undefined, agentId: string, what: string): string {
  if (value !== undefined && value !== "") return value;
  throw new NotAdoptable(`The agent ${agentId} has no ${what} yet. Finish it in the console, and run this again.`);
}

async function readKnowledgeBases({ agents }: LiveClients, agentId: string): Promise<string[]> {
  const pages = paginateListAgentKnowledgeBases({ client: agents }, { agentId, agentVersion: "DRAFT" });
  const all = await collected(pages, (page) => page.agentKnowledgeBaseSummaries);
  return all.flatMap(({ knowledgeBaseId }) => knowledgeBaseId ?? []);
}
