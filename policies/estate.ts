import type { Attribute } from "./attribute";

/**
 * What there is between a model call and a bill, as one reader saw it. Rules ask the estate and nothing else, so that a rule
 * holds for a plan, for synthesized Terraform and for a live account alike.
 */
export interface Estate {
  /** A destroy removes everything it touches: no attribution is left to judge. */
  readonly intent: "apply" | "destroy";
  readonly agents: readonly Agent[];
  readonly aliases: readonly AgentAlias[];
  readonly actionGroups: readonly ActionGroup[];
  readonly inferenceProfiles: readonly InferenceProfile[];
  readonly functions: readonly LambdaFunction[];
  readonly apis: readonly Api[];
  readonly budgets: readonly Budget[];
  /** Every resource instance that AWS lets be tagged, those above among them. */
  readonly taggable: readonly TaggedResource[];
  /** What the change takes away. */
  readonly removed: readonly RemovedResource[];
  /** What keeps the plan from being all that will happen; empty for a live account. */
  readonly faults: readonly PlanFault[];
}

export interface RemovedResource extends Resource {
  /** ARN that it had. */
  readonly arn: string | undefined;
  /** TagKeyValue filters of a budget that goes. */
  readonly counted: readonly string[];
}

export interface PlanFault {
  /** Address of the resource, or "plan". */
  readonly about: string;
  readonly message: string;
  readonly remedy: string;
  /** Told, and not held against the plan. @default false */
  readonly advisory?: boolean;
}

export interface Resource {
  /** Terraform address of the instance, or the ARN of a live resource. */
  readonly address: string;
  readonly type: string;
  readonly constructPath?: string | undefined;
  readonly location?: SourceLocation | undefined;
}

export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column?: number | undefined;
}

export interface TaggedResource extends Resource {
  /** The value of a cost allocation tag; known null where the tag is not set. Provider default tags are in it. */
  readonly tag: (key: string) => Attribute;
}

export interface Agent extends Resource {
  readonly name: Attribute;
  readonly foundationModel: Attribute;
}

export interface AgentAlias extends Resource {
  readonly name: Attribute;
  readonly agentId: Attribute;
}

export interface ActionGroup extends Resource {
  readonly agentId: Attribute;
  /** ARN of the Lambda function that carries the actions out. */
  readonly executor: Attribute;
}

export interface InferenceProfile extends TaggedResource {
  readonly name: Attribute;
  readonly arn: Attribute;
  /** ARN of the foundation model or the system-defined profile behind it. */
  readonly copyFrom: Attribute;
}

export interface LambdaFunction extends TaggedResource {
  readonly name: Attribute;
  readonly environment: (variable: string) => Attribute;
}

export interface Api extends Resource {
  readonly name: Attribute;
  /** URI of the function that an integration of this API calls, one entry an integration. */
  readonly integrations: readonly Attribute[];
  /** What is billed of an API: requests at its stages. */
  readonly stages: readonly TaggedResource[];
}

export interface Budget extends Resource {
  readonly name: Attribute;
  /** COST, USAGE, RI_UTILIZATION and so on. */
  readonly budgetType: Attribute;
  readonly limitAmount: Attribute;
  readonly limitUnit: Attribute;
  readonly filters: readonly BudgetFilter[] | "undetermined";
  readonly notifications: number | "undetermined";
}

export interface BudgetFilter {
  /** Cost dimension: TagKeyValue, Service, LinkedAccount and so on. */
  readonly dimension: Attribute;
  readonly values: Attribute;
}
