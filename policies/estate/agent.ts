import type { Attribute } from "../attribute";
import type { Resource, TaggedResource } from "./resource";

/** An attribute that the plan changes on a resource that stands already. */
export interface AttributeChange {
  readonly name: string;
  /** False where it is computed anew at the apply, and may come out as it was. */
  readonly certain: boolean;
}

/** A resource with what the plan changes about it: nothing for one that is made anew, kept, or live. */
interface ChangingResource extends Resource {
  /** Only what has a say in how an agent answers: tags, timeouts and what AWS computes are left out. */
  readonly changes: readonly AttributeChange[];
}

/** A Bedrock agent. */
export interface Agent extends ChangingResource {
  readonly name: Attribute;
  readonly id: Attribute;
  readonly arn: Attribute;
  readonly foundationModel: Attribute;
  /** Models that steps of the agent call instead of its own, by a prompt override. */
  readonly stepModels: readonly StepModel[];
  /** ARN of the role that the agent calls its model as. */
  readonly role: Attribute;
}

/** A model that one step of an agent's orchestration names. */
export interface StepModel {
  /** The attribute as Terraform writes it. */
  readonly attribute: string;
  readonly model: Attribute;
}

/** An alias, by which an agent is called. */
export interface AgentAlias extends ChangingResource {
  readonly name: Attribute;
  readonly id: Attribute;
  readonly agentId: Attribute;
  readonly arn: Attribute;
  /** Agent version that its configuration routes it to; known null where that is left to AWS. */
  readonly routing: Attribute;
  /** The versions that a live alias answers with. @default a plan's: which version it will serve is for AWS to say */
  readonly serves?: readonly ServedVersion[] | undefined;
}

/** A version of an agent: a copy with the model that it had then. */
export interface ServedVersion {
  readonly version: string;
  readonly foundationModel: Attribute;
  readonly stepModels: readonly StepModel[];
}

export interface ActionGroup extends Resource {
  readonly agentId: Attribute;
  /** ARN of the Lambda function that carries the actions out. */
  readonly executor: Attribute;
}

/** What shapes an agent beside its own settings, whether it will stand or is taken away. */
export interface AgentPart extends ChangingResource {
  readonly kind: "action group" | "collaborator" | "knowledge base";
  /** False where its own state said, before the plan, that the agent does not use it. */
  readonly wasUsed: boolean;
  /** The agents that it belongs to: the one that it will, and the one that it did. */
  readonly agentIds: readonly Attribute[];
}

export interface InferenceProfile extends TaggedResource {
  readonly name: Attribute;
  readonly arn: Attribute;
  /** ARN of the foundation model or the system-defined profile behind it. */
  readonly copyFrom: Attribute;
  /** ARNs of the foundation models that it routes to: a list of objects with a `model_arn`. */
  readonly models: Attribute;
}
