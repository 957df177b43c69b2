import * as sdk from "@aws-sdk/client-bedrock-agent";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { page } from "../../page";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { without } from "../../without";
import { agentOf, agentsIn, checkSteady, pass, statusOf } from "./agent-state";
import { type Agent, type AgentSettings, bedrockAgentSlice } from "./agents-slice";
import { checkLimits } from "./limits";
import { withDefaultPrompts } from "./prompts";

belief("Bedrock Agent", "A second agent of the same name is a ConflictException.", assumed("the error is modelled"));
belief(
  "Bedrock Agent",
  "An agent without a model, a role or an instruction cannot be prepared, and a session lives 600 seconds where nothing is said.",
  assumed("its page calls them optional for CreateAgent"),
);
belief(
  "Bedrock Agent",
  "PrepareAgent snapshots the draft at once: what changes while it is PREPARING is refused.",
  assumed("the refusal leaves no other moment"),
);
belief(
  "Bedrock Agent",
  "An agent with an alias is deleted only with skipResourceInUseCheck.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_DeleteAgent.html"),
);

type Given = Omit<sdk.CreateAgentRequest, "clientToken" | "tags">;

const settingsOf = (given: Given): AgentSettings => ({
  ...given,
  foundationModel: given.foundationModel,
  agentResourceRoleArn: given.agentResourceRoleArn,
  idleSessionTTLInSeconds: given.idleSessionTTLInSeconds ?? 600,
  orchestrationType: given.orchestrationType ?? "DEFAULT",
  agentCollaboration: given.agentCollaboration ?? "DISABLED",
});

/** Agents: their working draft and its state. */
export const agents = {
  CreateAgent: ({ tags = {}, ...given }, context) => {
    const { accountId, partition, region, clock, id, state } = context;
    checkLimits({ ...given, name: given.agentName });
    checkName(given.agentName, undefined, context);
    const agentId = id(10);
    const createdAt = clock.now().toISOString();
    const agent: Agent = {
      id: agentId,
      arn: `arn:${partition}:bedrock:${region}:${accountId}:agent/${agentId}`,
      region,
      createdAt,
      updatedAt: createdAt,
      draft: { settings: settingsOf(without(given, "clientToken")), actionGroups: [] },
      passing: { status: "CREATING", since: createdAt },
      settled: "NOT_PREPARED",
      versions: [],
      aliases: {},
      tags,
    };
    state(bedrockAgentSlice).agents[agentId] = agent;
    return { agent: describe(agent, context) };
  },

  GetAgent: ({ agentId }, context) => ({ agent: describe(agentOf(agentId, context), context) }),

  UpdateAgent: ({ agentId, ...given }, context) => {
    const agent = agentOf(agentId, context);
    checkSteady(agent, "Update", context);
    checkLimits({ ...given, name: given.agentName });
    checkName(given.agentName, agent, context);
    agent.draft = { ...agent.draft, settings: settingsOf(given) };
    agent.updatedAt = context.clock.now().toISOString();
    pass(agent, "UPDATING", "NOT_PREPARED", context);
    return { agent: describe(agent, context) };
  },

  PrepareAgent: ({ agentId }, context) => {
    const agent = agentOf(agentId, context);
    checkSteady(agent, "Prepare", context);
    const { instruction, foundationModel, agentResourceRoleArn } = agent.draft.settings;
    for (const [what, given] of Object.entries({ instruction, foundationModel, agentResourceRoleArn }))
      if (given === undefined) throw modelled(sdk.ValidationException, `The agent cannot be prepared without ${what}.`);
    const preparedAt = context.clock.now();
    Object.assign(agent, { prepared: structuredClone(agent.draft), preparedAt: preparedAt.toISOString() });
    pass(agent, "PREPARING", "PREPARED", context);
    return { agentId, agentStatus: "PREPARING", agentVersion: "DRAFT", preparedAt };
  },

  DeleteAgent: ({ agentId, skipResourceInUseCheck = false }, context) => {
    const agent = agentOf(agentId, context);
    const inUse = Object.keys(agent.aliases);
    if (inUse.length > 0 && !skipResourceInUseCheck)
      throw modelled(sdk.ConflictException, `The agent is in use by its aliases: ${inUse.join(", ")}.`);
    pass(agent, "DELETING", "NOT_PREPARED", context);
    return { agentId, agentStatus: "DELETING" };
  },

  ListAgents: (asked, context) => {
    const { items, nextToken } = page(agentsIn(context), asked);
    const agentSummaries = items.map((agent) => ({
      agentId: agent.id,
      agentName: agent.draft.settings.agentName,
      agentStatus: statusOf(agent, context),
      description: agent.draft.settings.description,
      updatedAt: new Date(agent.updatedAt),
      latestAgentVersion: agent.versions.at(-1)?.version ?? "DRAFT",
      guardrailConfiguration: agent.draft.settings.guardrailConfiguration,
    }));
    return { agentSummaries, nextToken };
  },
} satisfies Handlers<typeof sdk>;

function checkName(name: string, itself: Agent | undefined, context: Context): void {
  if (agentsIn(context).some((agent) => agent !== itself && agent.draft.settings.agentName === name))
    throw modelled(sdk.ConflictException, `An agent named ${name} already exists.`);
}

function describe(agent: Agent, context: Context): sdk.Agent {
  const { settings } = agent.draft;
  return {
    ...settings,
    agentId: agent.id,
    agentArn: agent.arn,
    agentVersion: "DRAFT",
    agentStatus: statusOf(agent, context),
    createdAt: new Date(agent.createdAt),
    updatedAt: new Date(agent.updatedAt),
    ...(agent.preparedAt !== undefined && { preparedAt: new Date(agent.preparedAt) }),
    promptOverrideConfiguration: withDefaultPrompts(settings.promptOverrideConfiguration),
  };
}
