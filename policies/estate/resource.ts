import type { Attribute } from "../attribute";

/** What stands in the account, or will: one resource instance. */
export interface Resource {
  /** Terraform address of the instance, or the ARN of a live resource. */
  readonly address: string;
  readonly type: string;
  readonly constructPath?: string | undefined;
  readonly location?: SourceLocation | undefined;
  /** Region where it stands, or the provider configuration that decides it. @default its kind stands in none */
  readonly region?: Attribute | undefined;
  /** What the plan does to it; undefined for a live resource. */
  readonly change?: "create" | "update" | "replace" | "keep" | "read" | "delete" | "forget" | undefined;
}

/** Where something stands in the source. Lines and columns begin with 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column?: number | undefined;
}

export interface TaggedResource extends Resource {
  /** The value of a cost allocation tag; known null where the tag is not set. Provider default tags are in it. */
  readonly tag: (key: string) => Attribute;
}

export interface RemovedResource extends Resource {
  /** ARN that it had. */
  readonly arn: string | undefined;
  /** TagKeyValue filters of a budget that goes. */
  readonly counted: readonly string[];
}
