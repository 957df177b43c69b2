import { describeValue, type Attribute, type PossibleValue } from "../attribute";
import { kindOfModelName } from "../inference-profile";

/** For a message: the models that an attribute names, and what is wrong with each. */
export const wrongModel = ({ possible }: Attribute): string => possible.map(wrongValue).join(" or ");

function wrongValue(value: PossibleValue): string {
  if (value.kind === "known" && value.sensitive)
    return "a model that is no application inference profile (sensitive value)";
  if (value.kind === "known") return `${describeValue(value)}, ${kindOfModelName(value.value)},`;
  if (value.kind === "resolved") return `${describeValue(value)}, which is not an application inference profile's ARN,`;
  return describeValue(value);
}

/** What would settle the values that are not known. */
export const settling = (possible: readonly PossibleValue[]): string[] => [
  ...new Set(possible.flatMap((value) => (value.kind === "undetermined" ? [value.settledBy] : []))),
];
