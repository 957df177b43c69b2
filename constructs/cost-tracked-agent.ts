import { type ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { ActionGroupDefinition } from "./action-group";
import { guardAgents } from "./agent-guard";
import { AgentRole } from "./agent-role";
import { agentWithActions, type TrackedAgent } from "./agent-with-actions";
import type { AwsEnvironment } from "./aws-environment";
import { checkInstruction } from "./instruction-check";
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
export class CostTrackedAgent extends Construct implements TrackedAgent {
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
    const { name, inferenceProfile, instruction, tags, environment, actionGroups, idleSessionTtlSec } = props;
    guardAgents(TerraformStack.of(this));
    checkName(this.node.path, agentName, name);
    checkInstruction(this.node.path, instruction);

    const role = new AgentRole(this, "Role", { name: `${name}-agent`, inferenceProfile, tags, environment });
    const about = `Agent ${name}.`;
    const parts = { name, about, instruction, idleSessionTtlSec, inferenceProfile, role, actionGroups };
    const agent = agentWithActions(this, { ...parts, tags, environment });
    this.agentId = agent.agentId;
    this.agentArn = agent.agentArn;
    this.contentHash = agent.contentHash;
    this.prepared = agent.prepared;
  }
}
