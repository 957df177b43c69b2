import type { TextSlot } from "./policy-text";

/** A policy document as IAM reads it. A place that may be filled in several ways holds all of them. */
export interface PolicyDocument {
  readonly statements: readonly StatementSlot[];
}

/** Every statement that may stand in one place. */
export type StatementSlot = readonly (Statement | Open)[];

export interface Statement {
  readonly sid: string | undefined | Open;
  readonly effect: "Allow" | "Deny" | Open;
  readonly actions: Selection;
  readonly resources: Selection;
  readonly conditions: readonly Condition[];
}

/** `Action` and `NotAction`, `Resource` and `NotResource`. */
export interface Selection {
  readonly negated: boolean;
  readonly texts: readonly TextSlot[];
}

export interface Condition {
  /** With its prefix and suffix, as in `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly TextSlot[];
}

/** Something of a document that nobody knows yet. */
export interface Open {
  readonly open: true;
  readonly because: string;
  readonly settledBy: string;
}

export const isOpen = (value: unknown): value is Open => Object.hasOwn(Object(value) as object, "open");
