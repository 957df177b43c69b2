import { certainText, type Attribute, type Certainty, type PossibleValue } from "./attribute";
import type { Resource } from "./estate";
import { agreed } from "./three-valued";

/** Do two resources stand in one Region? What comes from the same provider configuration does, whichever Region that is. */
export function inOneRegion({ region: one }: Resource, { region: other }: Resource): Certainty {
  if (one === undefined || other === undefined) return "unknown";
  return agreed(one.possible.flatMap((first) => other.possible.map((second) => sameValue(first, second))));
}

function sameValue(one: PossibleValue, other: PossibleValue): Certainty {
  if (one.kind === "undetermined" || other.kind === "undetermined") return "unknown";
  if (one.kind === "resolved" && other.kind === "resolved" && one.of === other.of && one.attribute === other.attribute)
    return "yes";
  if (!("value" in one) || !("value" in other)) return "unknown";
  return one.value === other.value ? "yes" : "no";
}

/** For messages: the Region, or where it comes from. */
export function nameOfRegion({ region }: Resource): string {
  if (region === undefined) return "a Region that is not known";
  const certain = certainText(region);
  return certain ?? region.possible.map(describe).join(" or ");
}

function describe(value: PossibleValue): string {
  if (value.kind === "undetermined") return "a Region that is not known yet";
  if ("value" in value && typeof value.value === "string") return value.value;
  return value.kind === "resolved" ? `the Region of ${value.of}` : "no Region";
}

/** The Region that an ARN names. */
export function regionInArn(text: unknown): string | undefined {
  return typeof text === "string" ? /^arn:[^:]*:[^:]*:([a-z0-9-]+):/.exec(text)?.[1] : undefined;
}

/** Regions that an attribute's ARNs name; undefined for a value that is no ARN, or none yet. */
export const regionsNamed = ({ possible }: Attribute): (string | undefined)[] =>
  possible.map((value) => ("value" in value ? regionInArn(value.value) : undefined));
