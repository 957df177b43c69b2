import type { Attribute } from "../attribute";
import type { Resource } from "./resource";

/** Whether billing sees a tag's key at all. */
export interface CostAllocationTag extends Resource {
  readonly tagKey: Attribute;
  /** Active or Inactive. */
  readonly status: Attribute;
}
