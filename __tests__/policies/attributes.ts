import type { Attribute, PossibleValue } from "../../policies/attribute";

/** Attributes for estates that a test writes itself, where a plan would say the same in a hundred lines. */
export const text = (value: unknown): PossibleValue => ({ kind: "known", value, sensitive: false });

export const open: PossibleValue = { kind: "undetermined", because: "nobody knows", settledBy: "ask somebody" };

/** An attribute of the resource at an address; its type is in the address. */
export const resolved = (of: string, attribute: string, members: { value?: unknown } = {}): PossibleValue => ({
  kind: "resolved",
  of,
  type: of.replace(/\.[^.]+$/, ""),
  attribute,
  ...members,
});

export const one = (...possible: PossibleValue[]): Attribute => ({ possible, trail: ["the link"] });
