import {
  type AgentAlias as AliasAnswer,
  GetAgentAliasCommand,
  paginateListAgentAliases,
} from "@aws-sdk/client-bedrock-agent";
import { known } from "../../policies/attribute";
import type { AgentAlias } from "../../policies/estate";
import { atATime, collected } from "../at-a-time";
import type { LiveClients } from "../clients";
import { answered } from "./answered";
import { readVersion } from "./agents";

/** An alias of the account, and what AWS told of it. */
export interface LiveAlias extends AgentAlias {
  readonly answer: AliasAnswer;
}

/** The alias that AWS gives every agent, for tests: it serves the draft. */
export const testAliasId = "TSTALIASID";

/** An alias and the versions that it serves. @throws LiveFailure, also where there is none */
export async function readAlias(clients: LiveClients, agentId: string, agentAliasId: string): Promise<LiveAlias> {
  const { agentAlias } = await clients.agents.send(new GetAgentAliasCommand({ agentId, agentAliasId }));
  const answer = answered(agentAlias, `alias ${agentAliasId}`);
  const address = answered(answer.agentAliasArn, "ARN of the alias");
  const versions = (answer.routingConfiguration ?? []).flatMap(({ agentVersion }) => agentVersion ?? []);
  const seen = [`AWS routes ${address} to version ${versions.join(" and ")}`];
  return {
    answer,
    address,
    type: "aws_bedrockagent_agent_alias",
    region: known(clients.region),
    name: known(answer.agentAliasName),
    id: known(agentAliasId),
    arn: known(address),
    agentId: known(agentId),
    // AWS does not tell a version that was asked for from one that it cut itself.
    routing: known(versions.includes("DRAFT") ? "DRAFT" : null, seen),
    serves: await atATime(versions, (version) => readVersion(clients, agentId, version)),
    changes: [],
  };
}

/** Ids of an agent's aliases, without the one for tests. */
export async function listAliasIds({ agents }: LiveClients, agentId: string): Promise<string[]> {
  const pages = paginateListAgentAliases({ client: agents }, { agentId });
  const summaries = await collected(pages, ({ agentAliasSummaries }) => agentAliasSummaries);
  return summaries.flatMap(({ agentAliasId }) => agentAliasId ?? []).filter((id) => id !== testAliasId);
}
