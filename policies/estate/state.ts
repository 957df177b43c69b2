import type { Attribute } from "../attribute";
import type { Resource } from "./resource";

/**
 * Where Terraform keeps the state. Its type is the backend's (s3, local, remote and so on), or cloud; its address is that of the
 * block, or `terraform` where there is none, which means local state.
 */
export interface StateBackend extends Resource {
  /** Known null where it is not set. */
  readonly setting: (name: string) => Attribute;
}
