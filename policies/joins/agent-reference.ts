import type { Attribute, PossibleValue } from "../attribute";
import type { Agent, Estate } from "../estate";
import { perEstate } from "./per-estate";

/** The agent of the estate that an attribute names, "elsewhere" for one that is not in it, or "unknown" without proof. */
export type NamedAgent = Agent | "elsewhere" | "unknown";

/** What names an agent: its id, or its ARN. */
type By = "id" | "arn";

const agentAttributes: Readonly<Record<By, readonly string[]>> = { id: ["agent_id", "id"], arn: ["agent_arn"] };
const agentTypes = new Set(["aws_bedrockagent_agent", "awscc_bedrock_agent"]);

export function agentNamedBy(attribute: Attribute, estate: Estate, by: By = "id"): NamedAgent {
  return fold(attribute, agentIndex(estate), by, []);
}

/** Resources that were asked already are not asked again: two that name each other would go round for ever. */
function fold(attribute: Attribute, index: AgentIndex, by: By, asked: readonly string[]): NamedAgent {
  const named = new Set(attribute.possible.map((value) => namedByValue(value, index, by, asked)));
  const [only = "unknown", ...others] = named;
  return others.length === 0 ? only : "unknown";
}

function namedByValue(value: PossibleValue, index: AgentIndex, by: By, asked: readonly string[]): NamedAgent {
  if (value.kind === "undetermined") return "unknown";
  if (value.kind === "known") return index[by].get(value.value) ?? "elsewhere";
  if (agentTypes.has(value.type) && agentAttributes[by].includes(value.attribute)) {
    const agent = index.byAddress.get(value.of);
    if (agent !== undefined) return agent;
  }
  // An alias or an action group hands on the id that it was given, which also makes its reader wait for it.
  const handedOn = by === "id" && value.attribute === "agent_id" ? index.holders.get(value.of) : undefined;
  if (handedOn !== undefined && !asked.includes(value.of)) return fold(handedOn, index, by, [...asked, value.of]);
  return "value" in value ? (index[by].get(value.value) ?? "elsewhere") : "unknown";
}

interface AgentIndex {
  readonly byAddress: ReadonlyMap<string, Agent>;
  readonly id: ReadonlyMap<unknown, Agent>;
  readonly arn: ReadonlyMap<unknown, Agent>;
  /** The `agent_id` of what else has one. */
  readonly holders: ReadonlyMap<string, Attribute>;
}

const agentIndex = perEstate((estate): AgentIndex => {
  const knownAs = (attribute: (agent: Agent) => Attribute): ReadonlyMap<unknown, Agent> =>
    new Map(
      estate.agents.flatMap((agent) =>
        attribute(agent).possible.flatMap((own) => ("value" in own ? [[own.value, agent] as const] : [])),
      ),
    );
  return {
    byAddress: new Map(estate.agents.map((agent) => [agent.address, agent])),
    id: knownAs(({ id }) => id),
    arn: knownAs(({ arn }) => arn),
    holders: new Map(
      [...estate.aliases, ...estate.actionGroups]
        .filter(({ type }) => !agentTypes.has(type))
        .map(({ address, agentId }) => [address, agentId]),
    ),
  };
});
