import { GetAgentCommand, ListAgentAliasesCommand, ListAgentsCommand } from "@aws-sdk/client-bedrock-agent";
import { type Attribute, known } from "../../policies/attribute";
import type { Agent, AgentAlias, ServedVersion } from "../../policies/estate";
import { askedOnce, atATime } from "../at-a-time";
import type { LiveClients } from "../clients";
import type { LiveFailure } from "../live-failure";
import { agentOf, readVersion } from "../read/agents";
import { testAliasId } from "../read/aliases";
import { answered } from "../read/answered";
import type { Questions } from "./questions";

/** The largest page that AWS gives. */
export const pageSize = 1000;

export interface SeenAgents {
  readonly agents: readonly Agent[];
  readonly aliases: readonly AgentAlias[];
  /** Agents whose aliases are not all here, by address. */
  readonly withoutAliases: ReadonlyMap<string, LiveFailure>;
  /** Whether every agent is here, with every alias and the model of every version that one serves. */
  readonly whole: boolean;
}

/**
 * Every agent of a Region, every alias, and the versions that aliases serve. Of N agents with A aliases that serve V versions it
 * takes N/1000 + 2N + V requests, which is the least: no list tells a model. Versions that no alias serves cannot be called.
 */
export async function agentsIn(
  clients: LiveClients,
  questions: Questions,
  progress: { readonly expect: (count: number) => void; readonly done: () => void },
): Promise<SeenAgents> {
  const { items, failure } = await questions.list("the list of agents", async (nextToken) => {
    const page = await clients.agents.send(new ListAgentsCommand({ maxResults: pageSize, nextToken }));
    return { items: (page.agentSummaries ?? []).flatMap(({ agentId }) => agentId ?? []), next: page.nextToken };
  });
  // A list that changes while it is read may name one twice.
  const ids = [...new Set(items)];
  progress.expect(ids.length);
  const seen = await atATime(ids, async (id) => {
    const agent = await readOne(clients, id, questions);
    progress.done();
    return agent;
  });
  const there = seen.flatMap((each) => each ?? []);
  return {
    agents: there.flatMap(({ agent }) => agent ?? []),
    aliases: there.flatMap(({ aliases }) => aliases),
    withoutAliases: new Map(
      there.flatMap(({ agent, unlisted }) =>
        agent === undefined || unlisted === undefined ? [] : [[agent.address, unlisted] as const],
      ),
    ),
    whole: failure === undefined && there.every(({ whole }) => whole),
  };
}

interface SeenAgent {
  /** @default AWS did not tell it */
  readonly agent?: Agent;
  readonly aliases: readonly AgentAlias[];
  readonly unlisted?: LiveFailure | undefined;
  readonly whole: boolean;
}

/** Undefined for an agent that was deleted since it was listed. */
async function readOne(clients: LiveClients, id: string, questions: Questions): Promise<SeenAgent | undefined> {
  const reply = await questions.ask(`agent ${id}`, async () => {
    const { agent } = await clients.agents.send(new GetAgentCommand({ agentId: id }));
    return agentOf(answered(agent, `agent ${id}`), id, clients);
  });
  if ("failure" in reply) return reply.failure.kind === "notFound" ? undefined : { aliases: [], whole: false };
  const agent = reply.answer;
  const listed = await questions.list(`the aliases of agent ${id}`, async (nextToken) => {
    const asked = new ListAgentAliasesCommand({ agentId: id, maxResults: pageSize, nextToken });
    const page = await clients.agents.send(asked);
    return { items: page.agentAliasSummaries ?? [], next: page.nextToken };
  });
  const served = askedOnce((version: string) =>
    version === "DRAFT" ? Promise.resolve(draftOf(agent)) : servedVersion(clients, id, version, questions),
  );
  const own = new Map(listed.items.map((summary) => [summary.agentAliasId, summary]));
  own.delete(testAliasId);
  const aliases = await atATime([...own.values()], async (summary): Promise<AgentAlias> => {
    const { agentAliasId: aliasId = "", agentAliasName, routingConfiguration = [] } = summary;
    const address = `${agent.address.replace(":agent/", ":agent-alias/")}/${aliasId}`;
    const versions = routingConfiguration.flatMap(({ agentVersion }) => agentVersion ?? []);
    const route = `AWS routes ${address} to version ${versions.join(" and ")}`;
    return {
      address,
      type: "aws_bedrockagent_agent_alias",
      region: known(clients.region),
      name: known(agentAliasName),
      id: known(aliasId),
      arn: known(address),
      agentId: known(id),
      routing: known(versions.includes("DRAFT") ? "DRAFT" : null, [route]),
      serves: await atATime(versions, served),
      changes: [],
    };
  });
  const told = aliases.every(({ serves = [] }) => serves.every(({ foundationModel }) => isTold(foundationModel)));
  return { agent, aliases, unlisted: listed.failure, whole: listed.failure === undefined && told };
}

const isTold = ({ possible }: Attribute): boolean => possible.every(({ kind }) => kind !== "undetermined");

const draftOf = ({ foundationModel, stepModels }: Agent): ServedVersion => ({
  version: "DRAFT",
  foundationModel,
  stepModels,
});

async function servedVersion(
  clients: LiveClients,
  agentId: string,
  version: string,
  questions: Questions,
): Promise<ServedVersion> {
  const about = `version ${version} of agent ${agentId}`;
  const reply = await questions.ask(about, () => readVersion(clients, agentId, version));
  if ("answer" in reply) return reply.answer;
  return { version, foundationModel: unread(reply.failure), stepModels: [] };
}

/** An attribute that AWS did not tell. */
export const unread = ({ message }: LiveFailure): Attribute => ({
  possible: [{ kind: "undetermined", because: message, settledBy: "let the audit read it, and run it again" }],
  trail: [],
});
