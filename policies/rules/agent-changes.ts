import { agentNamedBy } from "../agent-reference";
import type { Agent, AgentPart, Estate } from "../estate";

/** Something that makes an agent answer otherwise than it did. */
export interface AgentChange {
  /** What changes, for a message. */
  readonly what: string;
  /** False where it may come out as it was, or may belong to another agent. */
  readonly certain: boolean;
}

/** What the plan changes about an agent: its own settings, and its action groups, collaborators and knowledge bases. */
export function changesOfAgent(agent: Agent, estate: Estate): AgentChange[] {
  const own: AgentChange[] = isMade(agent)
    ? [{ what: `${agent.address} ${agent.change === "create" ? "is created" : "is replaced"}`, certain: true }]
    : changedAttributes(agent);
  return [...own, ...estate.agentParts.flatMap((part) => changesOfPart(part, agent, estate))];
}

export const isMade = ({ change }: { readonly change?: Agent["change"] }): boolean =>
  change === "create" || change === "replace";

function changedAttributes({ address, changes }: Agent | AgentPart): AgentChange[] {
  return changes.map(({ name, certain }) => ({
    what: certain ? `${address}.${name} changes` : `${address}.${name} may change: it is not known before the apply`,
    certain,
  }));
}

const said = { create: "is created", replace: "is replaced", delete: "is deleted" } as const;

function changesOfPart(part: AgentPart, agent: Agent, estate: Estate): AgentChange[] {
  const { address, kind, change } = part;
  const found =
    change === "create" || change === "replace" || change === "delete"
      ? [{ what: `the ${kind} ${address} ${said[change]}`, certain: true }]
      : changedAttributes(part);
  if (found.length === 0) return [];
  const named = part.agentIds.map((agentId) => agentNamedBy(agentId, estate));
  if (named.includes(agent)) return found;
  return named.includes("unknown")
    ? found.map(({ what }) => ({ what: `${what}, and may belong to ${agent.address}`, certain: false }))
    : [];
}
