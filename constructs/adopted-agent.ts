import { type ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { ActionGroupDefinition } from "./action-group";
import { guardAgents } from "./agent-guard";
import { agentWithActions, type TrackedAgent } from "./agent-with-actions";
import type { AwsEnvironment } from "./aws-environment";
import { ImportBlock } from "./import-block";
import { checkInstruction } from "./instruction-check";
import { ModelGrant } from "./model-grant";
import { agentName, checkName } from "./name-check";
import type { ProjectTags } from "./project-tags";
import type { TrackedInferenceProfile } from "./tracked-inference-profile";

/** Terraform attributes of an agent that can be left as AWS has them, unseen by the code. */
export type KeptAgentAttribute =
  | "agent_collaboration"
  | "customer_encryption_key_arn"
  | "guardrail_configuration"
  | "memory_configuration"
  | "prompt_override_configuration";

/** An agent that stands in AWS and was not made by Terraform. */
export interface ExistingAgent {
  /** Ten capital letters and digits. */
  readonly agentId: string;
  /** The name that it has; another one renames it. */
  readonly name: string;
  /** At most 170 characters of it are kept. @default "Agent NAME." */
  readonly description?: string;
  /** 40 to 8000 characters. */
  readonly instruction: string;
  /** Seconds. @default 600 */
  readonly idleSessionTtlSec?: number;
  /** What is left as it is: a change of it moves no alias. @default nothing */
  readonly kept?: readonly KeptAgentAttribute[];
}

/** An action group; one that stands in AWS already is told by its id. */
export interface AdoptedActionGroup extends ActionGroupDefinition {
  /** Id of the group in AWS. @default the group is made */
  readonly actionGroupId?: string;
}

/** A role, as an agent and a policy name it. An `IamRole` is one. */
export interface RoleReference {
  /** What policies name. */
  readonly name: string;
  /** What the agent names. */
  readonly arn: string;
}

/** Settings of an `AdoptedAgent`. */
export interface AdoptedAgentProps {
  /** What stands. */
  readonly existing: ExistingAgent;
  /** Its execution role, another one would replace the agent. It gets the permission to call through the profile. */
  readonly role: RoleReference;
  /** The only way to a model: an id or an ARN does not compile. */
  readonly inferenceProfile: TrackedInferenceProfile;
  /** The project that it belongs to. */
  readonly tags: ProjectTags;
  /** Where it stands. */
  readonly environment: AwsEnvironment;
  /** By construct id, in the order in which they are prepared. @default none */
  readonly actionGroups?: Readonly<Record<string, AdoptedActionGroup>>;
}

/** 200 characters are allowed, and the hash of the action groups follows. */
const DESCRIPTION_LENGTH = 170;

/**
 * An agent that was made by hand, taken over as it stands and led through an inference profile: its id, its ARN and its
 * role stay. Terraform imports it, and its action groups, with the first apply.
 * @throws ChargebackInputError for a bad name or an instruction of the wrong length
 * @see https://developer.hashicorp.com/terraform/language/import
 */
export class AdoptedAgent extends Construct implements TrackedAgent {
  /** What aliases and action groups belong to. */
  readonly agentId: string;
  /** What permissions name. */
  readonly agentArn: string;
  /** Hash of everything that shapes the agent, but for what is kept. */
  readonly contentHash: string;
  /** What must stand before a version of the agent is cut. */
  readonly prepared: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AdoptedAgentProps) {
    super(scope, id);
    const { existing, role, inferenceProfile, tags, environment, actionGroups = {} } = props;
    const { agentId, name, description = `Agent ${name}.`, instruction, idleSessionTtlSec, kept = [] } = existing;
    guardAgents(TerraformStack.of(this));
    checkName(this.node.path, agentName, name);
    checkInstruction(this.node.path, instruction);

    const { permission } = new ModelGrant(this, "InvokeThroughProfile", { role: role.name, inferenceProfile });
    const parts = { name, about: description.slice(0, DESCRIPTION_LENGTH), instruction, idleSessionTtlSec };
    // Several agents may have one function, whose policy has each name once.
    const statementId = `AllowAgent${agentId}`;
    const agent = agentWithActions(
      this,
      { ...parts, inferenceProfile, role: { arn: role.arn, permission }, actionGroups, statementId, tags, environment },
      kept.length === 0 ? undefined : { ignoreChanges: [...kept] },
    );
    new ImportBlock(this, "Import", { to: agent.resource, id: agentId });
    for (const [groupId, { actionGroupId }] of Object.entries(actionGroups)) {
      const group = agent.groups[groupId];
      if (actionGroupId === undefined || group === undefined) continue;
      new ImportBlock(group, "Import", { to: group.resource, id: `${actionGroupId},${agentId},DRAFT` });
    }
    this.agentId = agent.agentId;
    this.agentArn = agent.agentArn;
    this.contentHash = agent.contentHash;
    this.prepared = agent.prepared;
  }
}
