import { agentNamedBy, type NamedAgent } from "../joins/agent-reference";
import type { Agent, AgentPart, Estate } from "../estate";

/** Something that makes an agent answer otherwise than it did. */
export interface AgentChange {
  /** What changes, for a message. */
  readonly what: string;
  /** False where it may come out as it was, or may belong to another agent. */
  readonly certain: boolean;
  /** A part that goes while the agent still uses it: Terraform deletes it only after an alias that it leads to has moved. */
  readonly late?: boolean;
}

/** What the plan changes about each agent: its own settings, and its action groups, collaborators and knowledge bases. */
export function agentChanges(estate: Estate): (agent: Agent) => readonly AgentChange[] {
  const ofAgent = new Map<NamedAgent, AgentChange[]>();
  for (const part of estate.agentParts) {
    const found = changesOfPart(part);
    if (found.length === 0) continue;
    for (const agent of new Set(part.agentIds.map((agentId) => agentNamedBy(agentId, estate)))) {
      ofAgent.set(agent, [...(ofAgent.get(agent) ?? []), ...found]);
    }
  }
  const open = (ofAgent.get("unknown") ?? []).map(({ what }) => ({
    what: `${what}; it may belong to this agent`,
    certain: false,
  }));
  return (agent) => [...ownChanges(agent), ...(ofAgent.get(agent) ?? []), ...open];
}

function ownChanges(agent: Agent): AgentChange[] {
  if (!isMade(agent)) return changedAttributes(agent);
  return [{ what: `${agent.address} ${agent.change === "create" ? "is created" : "is replaced"}`, certain: true }];
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

function changesOfPart(part: AgentPart): AgentChange[] {
  const { address, kind, change } = part;
  return change === "create" || change === "replace" || change === "delete"
    ? [{ what: `the ${kind} ${address} ${said[change]}`, certain: true, late: change === "delete" && part.wasUsed }]
    : changedAttributes(part);
}
