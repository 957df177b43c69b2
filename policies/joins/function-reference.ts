import { certainText, type Attribute, type Certainty, type PossibleValue } from "../attribute";
import type { Estate, LambdaFunction } from "../estate";
import { groupedBySome } from "../grouped";
import { perEstate } from "./per-estate";

/** The Lambda function that an attribute names. */
export interface NamedFunction {
  /** The function of the estate, or the name of one that is not in it. */
  readonly function: LambdaFunction | string;
  /** Its version or alias; null for the function itself, undefined where that is not known. */
  readonly qualifier: string | null | undefined;
}

/** Name, partial ARN or ARN, each with or without a qualifier. */
const functionText = /^(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?(?:\d{12}:)?(?:function:)?([\w.-]+)(?::([\w$-]+))?$/;

/** @returns "none" for an attribute that is not set, "unknown" without proof. */
export function functionNamedBy(attribute: Attribute, estate: Estate): NamedFunction | "none" | "unknown" {
  const index = functionIndex(estate);
  const [first, ...others] = attribute.possible.map((value) => namedByValue(value, index));
  if (first === undefined) return "unknown";
  return others.every((other) => isSame(first, other)) ? first : "unknown";
}

function isSame(one: ReturnType<typeof functionNamedBy>, other: typeof one): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  return one.function === other.function && one.qualifier === other.qualifier;
}

export function isSameFunction(one: NamedFunction, other: NamedFunction): Certainty {
  if (one.function !== other.function) return "no";
  if (one.qualifier === undefined || other.qualifier === undefined) return "unknown";
  return one.qualifier === other.qualifier ? "yes" : "no";
}

function namedByValue(value: PossibleValue, index: FunctionIndex): NamedFunction | "none" | "unknown" {
  if (value.kind === "undetermined") return "unknown";
  const own = value.kind === "resolved" ? ofAddress(value.of, value.attribute, index) : undefined;
  if (own !== undefined) return own;
  if (!("value" in value)) return "unknown";
  if (value.value === null || value.value === undefined || value.value === "") return "none";
  return typeof value.value === "string" ? ofText(value.value, index) : "unknown";
}

function ofAddress(address: string, attribute: string, { byAddress }: FunctionIndex): NamedFunction | undefined {
  if (!["arn", "function_name", "id", "qualified_arn"].includes(attribute)) return undefined;
  const found = byAddress.get(address);
  // The version in a qualified ARN is given at the apply.
  return found && { function: found, qualifier: attribute === "qualified_arn" ? undefined : null };
}

function ofText(text: string, { byName }: FunctionIndex): NamedFunction | "unknown" {
  const [, name, qualifier = null] = functionText.exec(text) ?? [];
  if (name === undefined) return "unknown";
  const [only, ...others] = byName.get(name) ?? [name];
  // Two functions of one name stand in two Regions or accounts.
  return only === undefined || others.length > 0 ? "unknown" : { function: only, qualifier };
}

interface FunctionIndex {
  readonly byAddress: ReadonlyMap<string, LambdaFunction>;
  readonly byName: ReadonlyMap<string | undefined, readonly LambdaFunction[]>;
}

const functionIndex = perEstate(({ functions }): FunctionIndex => ({
  byAddress: new Map(functions.map((lambda) => [lambda.address, lambda])),
  byName: groupedBySome(functions, ({ name }) => [certainText(name)]),
}));
