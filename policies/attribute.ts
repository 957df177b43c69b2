import { agreedOnEach, type Certainty } from "./three-valued";

export type { Certainty } from "./three-valued";

/**
 * An attribute in the estate is never a bare string: it is the set of values that it may take, and the way that led to them.
 */
export interface Attribute {
  /** Every value that it may take; never empty. Values that differ only by branches not taken are not in it. */
  readonly possible: readonly PossibleValue[];
  /** The links that were followed, in order, as a reader would follow them. */
  readonly trail: readonly string[];
}

/** One value that an attribute may take. */
export type PossibleValue =
  /** A value that is certain. Null is what Terraform calls "not set". */
  | { readonly kind: "known"; readonly value: unknown; readonly sensitive: boolean }
  /** Exactly that attribute of that resource instance, whatever its value will be. `value` is there when it is known already. */
  | {
      readonly kind: "resolved";
      readonly of: string;
      readonly type: string;
      readonly attribute: string;
      readonly value?: unknown;
    }
  /** It could be anything. */
  | { readonly kind: "undetermined"; readonly because: string; readonly settledBy: string };

/** Folds a question over every possible value: all yes, all no, or unknown. */
export function certainty(attribute: Attribute, ask: (value: PossibleValue) => Certainty): Certainty {
  return agreedOnEach(attribute.possible, ask);
}

/** The one value that is certain, or undefined. */
export function certainValue(attribute: Attribute): { readonly value: unknown } | undefined {
  const { possible } = attribute;
  const first = possible[0];
  if (possible.length > 1 || first === undefined) return undefined;
  if (first.kind === "known") return { value: first.value };
  return first.kind === "resolved" && "value" in first ? { value: first.value } : undefined;
}

/** The one text that is certain; numbers are read as text, as Terraform does. */
export function certainText(attribute: Attribute): string | undefined {
  const value = certainValue(attribute)?.value;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

export const known = (value: unknown, trail: readonly string[] = []): Attribute => ({
  possible: [{ kind: "known", value, sensitive: false }],
  trail,
});

/** For messages: what the attribute may be. Sensitive values are never shown. */
export function describe(attribute: Attribute): string {
  return attribute.possible.map(describeValue).join(" or ");
}

export function describeValue(value: PossibleValue): string {
  if (value.kind === "known") return value.sensitive ? "(sensitive value)" : shorten(value.value);
  if (value.kind === "resolved") return `${value.of}.${value.attribute}`;
  return `something undetermined (${value.because})`;
}

function shorten(value: unknown): string {
  const text = typeof value === "string" ? `"${value}"` : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
