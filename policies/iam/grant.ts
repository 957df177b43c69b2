import type { Certainty } from "../attribute";
import { awsManagedPolicy } from "./aws-managed";
import type { Open, PolicyDocument } from "./document";

/** A policy where it gives, or limits, somebody's permissions. */
export interface Grant {
  /** Address of the resource that writes or attaches the policy. */
  readonly address: string;
  /** Whether it is attached to the one whose permissions are asked about. @default "yes" */
  readonly attached?: Certainty;
  /** Every policy that it may be. */
  readonly policies: readonly GrantedPolicy[];
}

export type GrantedPolicy =
  | { readonly kind: "document"; readonly document: PolicyDocument }
  /** A managed policy that is known by its ARN alone. */
  | { readonly kind: "managed"; readonly arn: string }
  | { readonly kind: "undetermined"; readonly because: string; readonly settledBy: string };

/** Everything that decides what somebody may do. Service and resource control policies stand outside a plan, and only take away. */
export interface Permissions {
  readonly grants: readonly Grant[];
  /** The permissions boundary, where there is one. */
  readonly boundary?: Grant | undefined;
}

/** What a policy says of Bedrock, or why that is not known. */
export function documentOf(policy: GrantedPolicy): PolicyDocument | Open {
  if (policy.kind === "document") return policy.document;
  if (policy.kind === "undetermined") return { open: true, because: policy.because, settledBy: policy.settledBy };
  return (
    awsManagedPolicy(policy.arn) ?? {
      open: true,
      because: `what the managed policy ${policy.arn} allows is not in this plan`,
      settledBy: "write its statements in this stack, or attach a policy that the gate knows",
    }
  );
}
