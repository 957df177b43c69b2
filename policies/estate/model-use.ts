import type { Attribute } from "../attribute";
import type { ModelPlaceName } from "../model-places";
import type { Resource } from "./resource";

/** One place of a resource that names a model; a resource may have several. */
export interface ModelUse extends Resource {
  readonly place: ModelPlaceName;
  /** The attribute as Terraform writes it, e.g. `variant[0].model_id`. */
  readonly attribute: string;
  readonly model: Attribute;
}

/** One place of a resource that leaves the choice of the model to another resource. */
export interface ModelDelegation extends Resource {
  readonly to: "agent" | "prompt";
  readonly attribute: string;
  /** ARN of the agent's alias, or of the prompt. */
  readonly named: Attribute;
}
