import { BedrockagentAgent, type BedrockagentAgentConfig } from "@cdktf/provider-aws/lib/bedrockagent-agent";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { ActionGroup, type ActionGroupDefinition } from "./action-group";
import type { AwsEnvironment } from "./aws-environment";
import { atSynth, contentHash, renderedAttributes } from "./content-hash";
import type { ProjectTags } from "./project-tags";
import type { TrackedInferenceProfile } from "./tracked-inference-profile";

/** An agent as an alias and a caller need to know it. */
export interface TrackedAgent {
  /** What aliases and action groups belong to. */
  readonly agentId: string;
  /** What permissions name. */
  readonly agentArn: string;
  /** Hash of everything that shapes the agent: its own settings, its profile's model and its action groups. */
  readonly contentHash: string;
  /** What must stand before a version of the agent is cut. */
  readonly prepared: ITerraformDependable[];
}

/** What an agent is made of, whoever made its role. */
export interface AgentParts {
  readonly name: string;
  /** First sentence of the description. */
  readonly about: string;
  readonly instruction: string;
  readonly idleSessionTtlSec: number | undefined;
  readonly inferenceProfile: TrackedInferenceProfile;
  readonly role: { readonly arn: string; readonly permission: ITerraformDependable };
  readonly actionGroups: Readonly<Record<string, ActionGroupDefinition>> | undefined;
  /** Name of the permission to call a function, in that function's policy. @default that of `ActionGroup` */
  readonly statementId?: string;
  readonly tags: ProjectTags;
  readonly environment: AwsEnvironment;
}

interface AgentWithActions extends TrackedAgent {
  readonly resource: TerraformResource;
  /** By construct id. */
  readonly groups: Readonly<Record<string, ActionGroup>>;
}

/** Puts the agent, and then its action groups one after another, into a construct. */
export function agentWithActions(
  home: Construct,
  parts: AgentParts,
  lifecycle?: BedrockagentAgentConfig["lifecycle"],
): AgentWithActions {
  const { inferenceProfile, role, environment } = parts;
  const groups: Record<string, ActionGroup> = {};
  const actions = (context: Parameters<typeof renderedAttributes>[0], length: number) =>
    contentHash(
      home,
      Object.values(groups).map(({ resource }) => renderedAttributes(context, resource)),
      length,
    );
  const agent = new BedrockagentAgent(home, "Agent", {
    agentName: parts.name,
    // Deleting an action group does not prepare the agent again; a changed description does.
    description: atSynth((context) => `${parts.about} Action groups: ${actions(context, 12)}`),
    foundationModel: inferenceProfile.arn,
    agentResourceRoleArn: role.arn,
    instruction: parts.instruction,
    idleSessionTtlInSeconds: parts.idleSessionTtlSec ?? 600,
    prepareAgent: true,
    tags: parts.tags.all,
    dependsOn: [role.permission],
    ...(lifecycle && { lifecycle }),
  });
  const { agentId, agentArn } = agent;
  const { statementId } = parts;
  // Of one function: a second permission of the same name would be refused.
  const permissions = new Map<string, ITerraformDependable>();
  for (const [groupId, definition] of Object.entries(parts.actionGroups ?? {})) {
    const after = Object.values(groups).at(-1)?.resource;
    const permission = permissions.get(definition.handler.name);
    const given = { definition, agentId, agentArn, environment, after, permission, statementId };
    const group = new ActionGroup(home, groupId, given);
    groups[groupId] = group;
    permissions.set(definition.handler.name, group.permission);
  }
  return {
    agentId,
    agentArn,
    contentHash: atSynth((context) =>
      contentHash(home, [renderedAttributes(context, agent), inferenceProfile.fingerprint, actions(context, 64)], 12),
    ),
    prepared: [agent, role.permission, ...Object.values(groups).map(({ resource }) => resource)],
    resource: agent,
    groups,
  };
}
