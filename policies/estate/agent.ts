import type { Attribute } from "../attribute";
import type { Resource, TaggedResource } from "./resource";

export interface Agent extends Resource {
  readonly name: Attribute;
  readonly id: Attribute;
  readonly foundationModel: Attribute;
}

export interface AgentAlias extends Resource {
  readonly name: Attribute;
  readonly id: Attribute;
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
