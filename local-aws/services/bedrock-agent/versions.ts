import type * as sdk from "@aws-sdk/client-bedrock-agent";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { page } from "../../page";
import type { Handlers } from "../../service";
import { without } from "../../without";
import { agentOf, checkPrepared, notFound, pass, statusOf } from "./agent-state";
import type { Agent, AgentContent } from "./agents-slice";
import { withDefaultPrompts } from "./prompts";

belief(
  "Bedrock Agent",
  "A version is a snapshot of the agent, cut when an alias is made or moved without saying where to; versions count from 1.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-agent.html"),
);
belief(
  "Bedrock Agent",
  "No version is cut of an agent whose draft is not prepared: a ConflictException.",
  assumed("CreateFlowVersion of a flow that is not prepared answers so"),
);

/** Snapshots of agents. */
export const versions = {
  GetAgentVersion: ({ agentId, agentVersion }, context) => {
    const agent = agentOf(agentId, context);
    const { settings } = contentOf(agent, agentVersion);
    return {
      agentVersion: {
        ...without(settings, "orchestrationType", "customOrchestration"),
        ...stateOf(agent, agentVersion, context),
        agentId,
        agentArn: agent.arn,
        version: agentVersion,
        promptOverrideConfiguration: withDefaultPrompts(settings.promptOverrideConfiguration),
      },
    };
  },

  ListAgentVersions: ({ agentId, ...asked }, context) => {
    const agent = agentOf(agentId, context);
    const all = ["DRAFT", ...agent.versions.map(({ version }) => version)];
    const { items, nextToken } = page(all.reverse(), asked);
    const agentVersionSummaries = items.map((agentVersion) => {
      const { agentName, description, guardrailConfiguration } = contentOf(agent, agentVersion).settings;
      return { agentName, agentVersion, description, guardrailConfiguration, ...stateOf(agent, agentVersion, context) };
    });
    return { agentVersionSummaries, nextToken };
  },
} satisfies Handlers<typeof sdk>;

/** What a version, or DRAFT, is made of. */
export function contentOf(agent: Agent, version: string): AgentContent {
  if (version === "DRAFT") return agent.draft;
  const found = agent.versions.find((each) => each.version === version);
  if (!found) throw notFound(`version ${version} of agent ${agent.id}`);
  return found.content;
}

/** Cuts a version of the prepared draft, and answers its number. */
export function cutVersion(agent: Agent, operation: string, context: Context): string {
  checkPrepared(agent, operation, context);
  const version = String(agent.versions.length + 1);
  const content = structuredClone(agent.prepared ?? agent.draft);
  agent.versions.push({ version, createdAt: context.clock.now().toISOString(), content });
  pass(agent, "VERSIONING", "PREPARED", context);
  return version;
}

function stateOf(agent: Agent, version: string, context: Context) {
  const snapshot = agent.versions.find((each) => each.version === version);
  const { createdAt, updatedAt } = snapshot ? { createdAt: snapshot.createdAt, updatedAt: snapshot.createdAt } : agent;
  const agentStatus = snapshot ? ("PREPARED" as const) : statusOf(agent, context);
  return { agentStatus, createdAt: new Date(createdAt), updatedAt: new Date(updatedAt) };
}
