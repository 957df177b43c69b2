import {
  type AgentAliasSummary,
  ListTagsForResourceCommand,
  paginateListAgentAliases,
} from "@aws-sdk/client-bedrock-agent";
import { collected } from "../../at-a-time";
import type { LiveClients } from "../../clients";
import { testAliasId } from "../../read/aliases";
import { answered } from "../../read/answered";
import { NotAdoptable } from "../not-adoptable";
import type { StandingAlias } from "../standing-agent";

export interface ReadAliases {
  readonly alias: StandingAlias;
  /** The agent's other aliases, which stay as they are. */
  readonly others: readonly { readonly name: string; readonly version: string }[];
}

/**
 * The alias to take over.
 * @param wanted its id or its name; undefined where there is but one
 * @throws NotAdoptable where there is none, or it is open which
 */
export async function readAliases(
  { agents }: LiveClients,
  agentArn: string,
  wanted: string | undefined,
): Promise<ReadAliases> {
  const agentId = agentArn.split("/").at(-1) ?? "";
  const pages = paginateListAgentAliases({ client: agents }, { agentId });
  const all = (await collected(pages, ({ agentAliasSummaries }) => agentAliasSummaries)).filter(
    (alias) => alias.agentAliasId !== testAliasId,
  );
  const chosen = choose(all, wanted, agentId);
  const id = answered(chosen.agentAliasId, "id of the alias");
  const resourceArn = `${agentArn.replace(":agent/", ":agent-alias/")}/${id}`;
  const { tags = {} } = await agents.send(new ListTagsForResourceCommand({ resourceArn }));
  const others = all
    .filter((alias) => alias !== chosen)
    .map((alias) => ({ name: alias.agentAliasName ?? "", version: servedBy(alias) }));
  return { alias: { id, name: answered(chosen.agentAliasName, "name of the alias"), tags }, others };
}

function choose(all: readonly AgentAliasSummary[], wanted: string | undefined, agentId: string): AgentAliasSummary {
  const fitting = all.filter(
    ({ agentAliasId, agentAliasName }) => wanted === undefined || wanted === agentAliasId || wanted === agentAliasName,
  );
  const [only, ...more] = fitting;
  if (only !== undefined && more.length === 0) return only;
  const there = all.map(
    (alias) => `${alias.agentAliasName ?? ""} (${alias.agentAliasId ?? ""}, version ${servedBy(alias)})`,
  );
  if (there.length === 0)
    throw new NotAdoptable(
      `The agent ${agentId} has no alias but the one for tests, ${testAliasId}, which serves its DRAFT: it can be given no ` +
        `version. Make an alias, let its callers name it, and run this again: ` +
        `aws bedrock-agent create-agent-alias --agent-id ${agentId} --agent-alias-name live`,
    );
  const what = wanted === undefined ? "several aliases" : `no alias ${wanted}`;
  throw new NotAdoptable(`The agent ${agentId} has ${what}. Say which to move, by --alias: ${there.join(", ")}.`);
}

const servedBy = ({ routingConfiguration = [] }: AgentAliasSummary): string =>
  routingConfiguration.map(({ agentVersion }) => agentVersion ?? "none").join(" and ");
