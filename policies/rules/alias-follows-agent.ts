import { agentNamedBy } from "../joins/agent-reference";
import { certainText, certainty, describe, type Certainty } from "../attribute";
import type { Agent, AgentAlias, Estate } from "../estate";
import type { Finding, Rule, RuleContext } from "../rule";
import { agentChanges, isMade, type AgentChange } from "./agent-changes";
import { scopeOf } from "../scope-of";
import { levelOfAbsence } from "./level-of-absence";
import { judgeServed } from "./served-versions";

export const aliasFollowsAgent: Rule = {
  id: "alias-follows-agent",
  level: "mandatory",
  question: "Does every alias serve the agent as this plan leaves it?",
  rationale:
    "Clients call an alias, and an alias serves a version: a copy of the agent with the inference profile that it had then. An alias that stays behind goes on calling the old model through the old profile.",
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-agent-proc.html",
  carriers: /^aws_bedrockagent_agent_alias$|^awscc_bedrock_agent_alias$/,
  examine: (estate, context) => {
    const changesOf = agentChanges(estate);
    return [...estate.aliases.map((alias) => judge(alias, estate, changesOf)), ...withoutAlias(estate, context)];
  },
};

type Answer = Pick<Finding, "verdict" | "message"> & Partial<Finding>;

type Changes = readonly AgentChange[];

function judge(alias: AgentAlias, estate: Estate, changesOf: (agent: Agent) => Changes): Finding {
  return { address: alias.address, evidence: [], ...(judgeRouting(alias) ?? judgeFollowing(alias, estate, changesOf)) };
}

/** DRAFT is what anybody may change at any time, and no version: AWS refuses it for an alias of one's own. */
function judgeRouting({ routing }: AgentAlias): Answer | undefined {
  const draft = certainty(routing, (value) => {
    if (value.kind === "undetermined" || (value.kind === "resolved" && !("value" in value))) return "unknown";
    return value.value === "DRAFT" ? "yes" : "no";
  });
  if (draft === "no") return undefined;
  const evidence = routing.trail;
  const remedy = "leave routing_configuration out, so that AWS cuts a version and moves the alias to it";
  return draft === "yes"
    ? { verdict: "fail", message: "the alias is routed to DRAFT, which is no version of the agent", evidence, remedy }
    : { verdict: "undetermined", message: `the alias is routed to ${describe(routing)}`, evidence, remedy };
}

function judgeFollowing(alias: AgentAlias, estate: Estate, changesOf: (agent: Agent) => Changes): Answer {
  const agent = agentNamedBy(alias.agentId, estate);
  if (agent === "elsewhere") {
    return {
      verdict: "notApplicable",
      message: `its agent is not in ${scopeOf(estate)}`,
      evidence: alias.agentId.trail,
    };
  }
  if (agent === "unknown") {
    return {
      verdict: "undetermined",
      message: `nothing proves which agent the alias serves: it may be ${describe(alias.agentId)}`,
      evidence: alias.agentId.trail,
      remedy:
        "set agent_id to the agent's agent_id; for a plan from HCL give the configuration folder with --config DIR",
    };
  }
  if (alias.serves !== undefined) return judgeServed(alias, alias.serves, agent);
  const changes = changesOf(agent);
  const evidence = changes.map(({ what }) => what);
  const pinned = certainText(alias.routing);
  if (pinned !== undefined) {
    return {
      verdict: "fail",
      level: "advisory",
      message: `the alias is pinned to version ${pinned} of the agent: it follows no change while it is`,
      evidence,
      remedy: `take the pin away once it has served: without routing_configuration, and with another description, ${moves}`,
    };
  }
  if (changes.length === 0) {
    return { verdict: "pass", message: `nothing that shapes ${agent.address} changes: the alias serves it as it is` };
  }
  return judgeMove(alias, agent, changes);
}

const moves = "the alias moves to a new version";

function judgeMove(alias: AgentAlias, agent: Agent, changes: Changes): Answer {
  const moved = movesOn(alias);
  const evidence = [...changes.map(({ what }) => what), ...movement(alias)];
  const late = changes.filter((change) => change.late === true);
  if (moved === "yes" && late.length > 0) {
    return {
      verdict: "undetermined",
      message: `the alias moves, and nothing proves that it moves after ${late.map(({ what }) => what).join(", ")}: Terraform deletes what a resource depends on after that resource, so the new version may still have it`,
      evidence,
      remedy:
        alias.constructPath === undefined
          ? 'first set action_group_state = "DISABLED" (knowledge_base_state) and apply, then take the resource away'
          : "first set enabled: false in the action group and apply, then take it away",
    };
  }
  if (moved === "yes") {
    return { verdict: "pass", message: `${agent.address} changes, and ${moves} with it`, evidence };
  }
  // A kept alias whose routing may be a pin stays behind on purpose, or not.
  const mayBePinned = alias.routing.possible.length > 1;
  if (moved === "no" && !mayBePinned && changes.some(({ certain }) => certain)) {
    return {
      verdict: "fail",
      message: `${agent.address} changes and the alias stays behind: its clients go on calling the old version`,
      evidence,
      remedy: remedyOf(alias),
    };
  }
  return {
    verdict: "undetermined",
    message: mayBePinned
      ? `${agent.address} changes and the alias stays behind, unless it is pinned, which this plan does not tell`
      : `${agent.address} changes or may change, and nothing proves that the alias moves with it`,
    evidence,
    remedy: mayBePinned ? `give the configuration folder with --config DIR; else ${remedyOf(alias)}` : remedyOf(alias),
  };
}

/**
 * The provider sends UpdateAgentAlias for any change but of tags; without routing in it AWS cuts a version and moves the alias.
 * @see https://github.com/hashicorp/terraform-provider-aws/pull/42603
 */
function movesOn(alias: AgentAlias): Certainty {
  if (isMade(alias)) return "yes";
  if (alias.changes.some(({ certain }) => certain)) return "yes";
  return alias.changes.length > 0 ? "unknown" : "no";
}

function movement({ address, change, changes }: AgentAlias): string[] {
  if (change === "create") return [`${address} is created`];
  if (change === "replace") return [`${address} is replaced, so it gets a new id and a new ARN`];
  return changes.length === 0
    ? [`nothing of ${address} changes but, at most, its tags`]
    : changes.map(({ name, certain }) => `${address}.${name} ${certain ? "changes in place" : "may change"}`);
}

function remedyOf({ constructPath }: AgentAlias): string {
  return constructPath === undefined
    ? 'put a hash of all that shapes the agent into the alias: description = "Content: ${sha256(jsonencode([local.instruction, local.model, local.actions]))}"'
    : "use AgentAlias, whose description holds the content hash of its CostTrackedAgent";
}

function withoutAlias(estate: Estate, context: RuleContext): Finding[] {
  const served = new Set(estate.aliases.map(({ agentId }) => agentNamedBy(agentId, estate)));
  // An alias whose agent is not proven has said so already, and may be the one that is missed.
  if (served.has("unknown")) return [];
  return estate.agents
    .filter((agent) => !served.has(agent))
    .map(({ address, constructPath }) => ({
      verdict: "fail",
      ...levelOfAbsence(context),
      address,
      message: `no alias in ${scopeOf(estate)} serves the agent: its clients have nothing to call but the draft`,
      evidence: [],
      remedy:
        estate.live === true
          ? "make one if it is to be called (aws bedrock-agent create-agent-alias), else delete the agent"
          : constructPath === undefined
            ? `add an aws_bedrockagent_agent_alias with agent_id = ${address}.agent_id, or see that another stack has it`
            : "add new AgentAlias(..., { agent, tags }), or see that another stack has it",
    }));
}
