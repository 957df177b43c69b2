import type { PolicyJson } from "./policy-json";

export type Tags = Readonly<Record<string, string>>;

/** An agent as it stands in an account, with all that Terraform has to know of it. */
export interface StandingAgent {
  readonly accountId: string;
  readonly region: string;
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly instruction: string;
  readonly idleSessionTtlSec: number;
  /** What the agent calls: an id or an ARN. */
  readonly model: string;
  readonly tags: Tags;
  /** Terraform attributes with a setting that the code does not tell. */
  readonly kept: readonly string[];
  readonly role: StandingRole;
  readonly groups: readonly StandingGroup[];
  readonly alias: StandingAlias;
}

/** The alias that the agent's callers name. */
export interface StandingAlias {
  readonly id: string;
  readonly name: string;
  readonly tags: Tags;
}

/** An action group whose function Lambda runs. */
export interface StandingGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly enabled: boolean;
  /** ARN of its function. */
  readonly lambda: string;
  readonly schema: GroupSchema;
}

export type GroupSchema =
  | { readonly functions: readonly StandingFunction[] }
  | { readonly payload: string }
  | { readonly bucket: string; readonly key: string };

export interface StandingFunction {
  readonly name: string;
  readonly description: string | undefined;
  readonly parameters: Readonly<Record<string, StandingParameter>>;
}

export interface StandingParameter {
  readonly type: string;
  readonly description: string | undefined;
  readonly required: boolean;
}

export interface StandingRole {
  readonly name: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly trust: unknown;
  readonly maxSessionDurationSec: number;
  readonly boundary: string | undefined;
  readonly tags: Tags;
  /** Policies that are written into the role. */
  readonly inline: readonly { readonly name: string; readonly document: PolicyJson }[];
  readonly attached: readonly AttachedPolicy[];
}

/** A managed policy that is attached to the role. */
export interface AttachedPolicy {
  readonly arn: string;
  /** Undefined for a policy of AWS, or one that others have too: it is theirs, and left as it is. */
  readonly own: OwnPolicy | undefined;
}

/** A managed policy of this account that nobody else has. */
export interface OwnPolicy {
  readonly name: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly tags: Tags;
  readonly document: PolicyJson;
}
