import { BedrockagentAgent } from "@cdktf/provider-aws/lib/bedrockagent-agent";
import { type ITerraformDependable, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { ActionGroup, type ActionGroupDefinition } from "./action-group";
import { guardAgents } from "./agent-guard";
import { AgentRole } from "./agent-role";
import type { AwsEnvironment } from "./aws-environment";
import { atSynth, contentHash, renderedAttributes } from "./content-hash";
import { ChargebackInputError } from "./input-error";
import { agentName, checkName } from "./name-check";
import type { ProjectTags } from "./project-tags";
import type { TrackedInferenceProfile } from "./tracked-inference-profile";

/** Settings of a `CostTrackedAgent`. */
export interface CostTrackedAgentProps {
  /** 1 to 58 characters: the role is called after it. */
  readonly name: string;
  /** The only way to a model: an id or an ARN does not compile. */
  readonly inferenceProfile: TrackedInferenceProfile;
  /** What the agent is told to be and to do. 40 to 8000 characters. */
  readonly instruction: string;
  /** The project that it belongs to. */
  readonly tags: ProjectTags;
  /** Account and Region that it is in. */
  readonly environment: AwsEnvironment;
  /**
   * By construct id, in the order in which they are prepared.
   * @default none
   */
  readonly actionGroups?: Readonly<Record<string, ActionGroupDefinition>>;
  /**
   * Seconds without a prompt after which a session is forgotten. 60 to 5400.
   * @default 600
   */
  readonly idleSessionTtlSec?: number;
}

/**
 * A Bedrock agent whose model spend carries the project's tags, with its role and its action groups.
 * @throws ChargebackInputError for a bad name or an instruction of the wrong length
 * @see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_CreateAgent.html
 */
export class CostTrackedAgent extends Construct {
  /** What aliases and action groups belong to. */
  readonly agentId: string;
  /** What permissions name. */
  readonly agentArn: string;
  /** Hash of everything that shapes the agent: its own settings, its profile's model and its action groups. */
  readonly contentHash: string;
  /** What must stand before a version of the agent is cut. */
  readonly prepared: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: CostTrackedAgentProps) {
    super(scope, id);
    const { name, inferenceProfile, tags, environment } = props;
    guardAgents(TerraformStack.of(this));
    checkName(this.node.path, agentName, name);
    checkInstruction(this.node.path, props.instruction);

    const role = new AgentRole(this, "Role", { name: `${name}-agent`, inferenceProfile, tags, environment });
    const groups: ActionGroup[] = [];
    const actions = (context: Parameters<typeof renderedAttributes>[0], length: number) =>
      contentHash(
        this,
        groups.map(({ resource }) => renderedAttributes(context, resource)),
        length,
      );
    const agent = new BedrockagentAgent(this, "Agent", {
      agentName: name,
      // Deleting an action group does not prepare the agent again; a changed description does.
      description: atSynth((context) => `Agent ${name}. Action groups: ${actions(context, 12)}`),
      foundationModel: inferenceProfile.arn,
      agentResourceRoleArn: role.arn,
      instruction: props.instruction,
      idleSessionTtlInSeconds: props.idleSessionTtlSec ?? 600,
      prepareAgent: true,
      tags: tags.all,
      dependsOn: [role.permission],
    });
    this.agentId = agent.agentId;
    this.agentArn = agent.agentArn;
    for (const [groupId, definition] of Object.entries(props.actionGroups ?? {})) {
      const { agentId, agentArn } = this;
      const after = groups.at(-1)?.resource;
      groups.push(new ActionGroup(this, groupId, { definition, agentId, agentArn, environment, after }));
    }
    this.contentHash = atSynth((context) =>
      contentHash(this, [renderedAttributes(context, agent), inferenceProfile.fingerprint, actions(context, 64)], 12),
    );
    this.prepared = [agent, role.permission, ...groups.map(({ resource }) => resource)];
  }
}

function checkInstruction(where: string, instruction: string): void {
  if (Token.isUnresolved(instruction) || (instruction.length >= 40 && instruction.length <= 8000)) return;
  throw new ChargebackInputError({
    where,
    expected: "an instruction of 40 to 8000 characters",
    received: `${String(instruction.length)} characters`,
    remedy: "Change the agent's instruction.",
  });
}
