import type { ActionGroup, Agent, AgentAlias, AgentPart, InferenceProfile } from "./agent";
import type { Budget } from "./budget";
import type { Api } from "./api";
import type { LambdaFunction } from "./caller";
import type { CostAllocationTag } from "./cost-allocation-tag";
import type { Entrance, UsagePlan, UsagePlanKey } from "./entrance";
import type { PlanFault } from "./fault";
import type { PolicyHolder, Role } from "./iam";
import type { ModelDelegation, ModelUse } from "./model-use";
import type { LambdaPermission } from "./permission";
import type { RemovedResource, Resource, TaggedResource } from "./resource";
import type { StateBackend } from "./state";

export type {
  ActionGroup,
  Agent,
  AgentAlias,
  AgentPart,
  AttributeChange,
  InferenceProfile,
  ServedVersion,
  StepModel,
} from "./agent";
export type { Budget, BudgetFilter, BudgetNotification } from "./budget";
export type { Api } from "./api";
export type { LambdaFunction } from "./caller";
export type { CostAllocationTag } from "./cost-allocation-tag";
export type { Entrance, MethodThrottle, UsagePlan, UsagePlanKey } from "./entrance";
export type { PlanFault } from "./fault";
export type { PolicyHolder, Role } from "./iam";
export type { ModelDelegation, ModelUse } from "./model-use";
export type { LambdaPermission } from "./permission";
export type { RemovedResource, Resource, SourceLocation, TaggedResource } from "./resource";
export type { StateBackend } from "./state";

/**
 * What there is between a model call and a bill, as one reader saw it. Rules ask the estate and nothing else, so that a rule
 * holds for a plan, for synthesized Terraform and for a live account alike.
 */
export interface Estate {
  /** A destroy removes everything it touches: no attribution is left to judge. */
  readonly intent: "apply" | "destroy";
  /** Whether it is what stands in an account, and no plan. @default false */
  readonly live?: boolean | undefined;
  readonly agents: readonly Agent[];
  readonly aliases: readonly AgentAlias[];
  readonly actionGroups: readonly ActionGroup[];
  /** Aliases of the agents to which other agents hand work on. */
  readonly collaborators: readonly ModelDelegation[];
  /** Action groups, collaborators and knowledge bases, those that the plan takes away among them. */
  readonly agentParts: readonly AgentPart[];
  readonly inferenceProfiles: readonly InferenceProfile[];
  /** Places other than agents that name a model; what functions are given is in their environment. */
  readonly modelUses: readonly ModelUse[];
  /** Places that leave the model to an agent or a prompt. */
  readonly modelDelegations: readonly ModelDelegation[];
  readonly functions: readonly LambdaFunction[];
  /** Who may call the functions. */
  readonly permissions: readonly LambdaPermission[];
  readonly apis: readonly Api[];
  readonly entrances: readonly Entrance[];
  readonly usagePlans: readonly UsagePlan[];
  readonly usagePlanKeys: readonly UsagePlanKey[];
  readonly costAllocationTags: readonly CostAllocationTag[];
  readonly roles: readonly Role[];
  /** Policies of users and groups, and those that no role here is certain to have. */
  readonly otherPolicies: readonly PolicyHolder[];
  readonly budgets: readonly Budget[];
  /** Where Terraform keeps the state; undefined when the configuration is not at hand, and for a live account. */
  readonly stateBackend?: StateBackend | undefined;
  /** Every resource instance that AWS lets be tagged, those above among them. */
  readonly taggable: readonly TaggedResource[];
  /** What the change takes away. */
  readonly removed: readonly RemovedResource[];
  /** What keeps the plan from being all that will happen; empty for a live account. */
  readonly faults: readonly PlanFault[];
  /** Whatever stands at an address, or goes from it. */
  readonly at: (address: string) => Resource | undefined;
}
