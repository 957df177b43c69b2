import { agentNamedBy, type NamedAgent } from "./agent-reference";
import { certainText, known, type Attribute, type PossibleValue } from "../attribute";
import type { Estate } from "../estate";

const aliasArn = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\d{12}:agent-alias\/([A-Z0-9]{10})\/[A-Z0-9]{10}$/;
const aliasTypes = new Set(["aws_bedrockagent_agent_alias", "awscc_bedrock_agent_alias"]);

/** The agent behind an attribute with the ARN of an alias: of the estate, "elsewhere", or "unknown" without proof. */
export function agentBehindAlias(attribute: Attribute, estate: Estate): NamedAgent {
  const named = new Set(attribute.possible.map((value) => behindValue(value, estate)));
  const [only = "unknown", ...others] = named;
  return others.length === 0 ? only : "unknown";
}

function behindValue(value: PossibleValue, estate: Estate): NamedAgent {
  if (value.kind === "undetermined") return "unknown";
  if (value.kind === "resolved" && aliasTypes.has(value.type) && value.attribute === "agent_alias_arn") {
    const alias = estate.aliases.find(({ address }) => address === value.of);
    if (alias !== undefined) return agentNamedBy(alias.agentId, estate);
  }
  if (!("value" in value)) return value.type.startsWith("data.") ? "elsewhere" : "unknown";
  const alias = estate.aliases.find(({ arn }) => certainText(arn) === value.value);
  if (alias !== undefined) return agentNamedBy(alias.agentId, estate);
  // The alias may stand elsewhere while its agent is here.
  const [, agentId] = typeof value.value === "string" ? (aliasArn.exec(value.value) ?? []) : [];
  return agentId === undefined ? "unknown" : agentNamedBy(known(agentId), estate);
}
