import type { Attribute } from "../attribute";
import type { Grant, Permissions } from "../iam";
import type { Resource } from "./resource";

/** Somebody who is given permissions by the policies of this plan, or a policy that somebody may be given. */
export interface PolicyHolder extends Resource, Permissions {
  readonly grants: readonly Grant[];
}

/** A role, with every policy of the plan that is attached to it or may be. */
export interface Role extends PolicyHolder {
  readonly name: Attribute;
  readonly arn: Attribute;
}
