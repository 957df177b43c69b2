import * as sdk from "@aws-sdk/client-bedrock-agent";
import { assumed, belief } from "../../belief";
import type { Context } from "../../context";
import { page } from "../../page";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { without } from "../../without";
import { agentOf, checkSteady, notFound } from "./agent-state";
import type { ActionGroup, Agent } from "./agents-slice";
import { checkLimits } from "./limits";
import { contentOf } from "./versions";

belief(
  "Bedrock Agent",
  "Action groups change in the draft alone; a second of the same name is a ConflictException.",
  assumed("a version is a snapshot, and the error is modelled"),
);
belief(
  "Bedrock Agent",
  "An enabled action group is deleted only with skipResourceInUseCheck.",
  assumed("the check is documented without what counts as use"),
);

const draft = "DRAFT";

/** What an agent can do. */
export const actionGroups = {
  CreateAgentActionGroup: ({ agentId, agentVersion, ...given }, context) => {
    const agent = draftOf(agentId, agentVersion, "Create", context);
    checkLimits({ name: given.actionGroupName, description: given.description });
    checkName(given.actionGroupName, undefined, agent);
    const at = context.clock.now().toISOString();
    const settings = { ...without(given, "clientToken"), actionGroupState: given.actionGroupState ?? "ENABLED" };
    const group = { id: context.id(10), createdAt: at, updatedAt: at, settings };
    change(agent, [...agent.draft.actionGroups, group], context);
    return { agentActionGroup: describe(group, agentId, draft) };
  },

  GetAgentActionGroup: ({ agentId, agentVersion, actionGroupId }, context) => {
    const { actionGroups } = contentOf(agentOf(agentId, context), agentVersion);
    return { agentActionGroup: describe(groupOf(actionGroupId, actionGroups), agentId, agentVersion) };
  },

  UpdateAgentActionGroup: ({ agentId, agentVersion, actionGroupId, ...given }, context) => {
    const agent = draftOf(agentId, agentVersion, "Update", context);
    const { id, createdAt, settings } = groupOf(actionGroupId, agent.draft.actionGroups);
    checkLimits({ name: given.actionGroupName, description: given.description });
    checkName(given.actionGroupName, id, agent);
    const actionGroupState = given.actionGroupState ?? settings.actionGroupState;
    const updatedAt = context.clock.now().toISOString();
    const changed = { id, createdAt, updatedAt, settings: { ...given, actionGroupState } };
    change(
      agent,
      agent.draft.actionGroups.map((group) => (group.id === id ? changed : group)),
      context,
    );
    return { agentActionGroup: describe(changed, agentId, draft) };
  },

  DeleteAgentActionGroup: ({ agentId, agentVersion, actionGroupId, skipResourceInUseCheck = false }, context) => {
    const agent = draftOf(agentId, agentVersion, "Delete", context);
    const { id, settings } = groupOf(actionGroupId, agent.draft.actionGroups);
    if (settings.actionGroupState === "ENABLED" && !skipResourceInUseCheck)
      throw modelled(sdk.ConflictException, `The action group ${settings.actionGroupName ?? id} is enabled.`);
    change(
      agent,
      agent.draft.actionGroups.filter((group) => group.id !== id),
      context,
    );
    return {};
  },

  ListAgentActionGroups: ({ agentId, agentVersion, ...asked }, context) => {
    const { items, nextToken } = page(contentOf(agentOf(agentId, context), agentVersion).actionGroups, asked);
    const actionGroupSummaries = items.map(({ id, updatedAt, settings }) => ({
      actionGroupId: id,
      actionGroupName: settings.actionGroupName,
      actionGroupState: settings.actionGroupState,
      description: settings.description,
      updatedAt: new Date(updatedAt),
    }));
    return { actionGroupSummaries, nextToken };
  },
} satisfies Handlers<typeof sdk>;

/** The agent whose draft may be changed now. */
function draftOf(agentId: string, agentVersion: string, operation: string, context: Context): Agent {
  const agent = agentOf(agentId, context);
  if (agentVersion !== draft)
    throw modelled(sdk.ValidationException, `Version ${agentVersion} cannot be changed: only ${draft} can.`);
  checkSteady(agent, operation, context);
  return agent;
}

function change(agent: Agent, groups: readonly ActionGroup[], { clock }: Context): void {
  agent.draft = { ...agent.draft, actionGroups: groups };
  Object.assign(agent, { settled: "NOT_PREPARED", updatedAt: clock.now().toISOString() });
}

function groupOf(id: string, groups: readonly ActionGroup[]): ActionGroup {
  const group = groups.find((each) => each.id === id);
  if (!group) throw notFound(`action group ${id}`);
  return group;
}

function checkName(name: string, itself: string | undefined, { draft: { actionGroups } }: Agent): void {
  if (actionGroups.some(({ id, settings }) => id !== itself && settings.actionGroupName === name))
    throw modelled(sdk.ConflictException, `An action group named ${name} already exists.`);
}

function describe({ id, createdAt, updatedAt, settings }: ActionGroup, agentId: string, agentVersion: string) {
  const { parentActionGroupSignature, ...given } = settings;
  return {
    ...given,
    agentId,
    agentVersion,
    actionGroupId: id,
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
    ...(parentActionGroupSignature && { parentActionSignature: parentActionGroupSignature }),
  };
}
