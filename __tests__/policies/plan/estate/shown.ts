import type { Attribute } from "../../../../policies/attribute";

/** What an attribute may be, shortly: values, references, or that it is open. */
export const shown = ({ possible }: Attribute): unknown[] =>
  possible.map((value) => {
    if (value.kind === "known") return value.value;
    return value.kind === "resolved" ? `${value.of}.${value.attribute}` : "open";
  });
