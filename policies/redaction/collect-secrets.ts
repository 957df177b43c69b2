import { member, objectOf, type JsonObject } from "../plan/json";
import { addConfigurationSecrets } from "./configuration-secrets";
import { Secrets, type FoundSecrets } from "./secrets";
import { addMarked } from "./sensitive-marks";

/** Members of a plan's rows that mark what is sensitive, and the member that they mark. */
const markedBy: ReadonlyMap<string, string> = new Map([
  ["before_sensitive", "before"],
  ["after_sensitive", "after"],
  ["sensitive_values", "values"],
  ["config_sensitive", "config_values"],
]);

/** Members that hold nothing but values and their marks: marks are not looked for in them. */
const valuesOnly = new Set([...markedBy.keys(), ...markedBy.values(), "value", "after_unknown", "actions"]);

const withoutMarks = new Set(["configuration", "variables"]);

export interface CollectOptions {
  /** Texts that are no secret, whatever the plan marks: verdicts are made by them. @default none */
  readonly publicTexts?: Iterable<string>;
}

/**
 * The secrets that a plan's JSON marks as such: sensitive attributes before and after (changes, drift, deferred changes, planned
 * values, prior state, outputs), variables marked sensitive, credentials of providers. One walk over the plan.
 * Source: https://developer.hashicorp.com/terraform/internals/json-format
 */
export function collectSecrets(plan: unknown, { publicTexts = [] }: CollectOptions = {}): Secrets {
  const found: FoundSecrets = {
    texts: new Set(),
    numbers: [],
    instanceKeys: new Set(),
    publicTexts: new Set(publicTexts),
  };
  // The configuration and the values of its variables have no marks, and a reader of their own.
  const open = Object.entries(objectOf(plan)).flatMap(([name, part]) =>
    !withoutMarks.has(name) && typeof part === "object" && part !== null ? [part] : [],
  );
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (Array.isArray(at)) {
      for (const value of at) if (typeof value === "object" && value !== null) open.push(value as object);
      continue;
    }
    const object = at as JsonObject;
    const row = isRow(object);
    for (const name in object) {
      const value = object[name];
      if (typeof value === "string") {
        if (row && name === "index") found.instanceKeys.add(value);
        continue;
      }
      if (value !== true && (typeof value !== "object" || value === null)) continue;
      if (value !== true && !(row && valuesOnly.has(name))) open.push(value);
      const marked = markedBy.get(name);
      if (marked !== undefined) addMarked(object, marked, value, found);
      else if (value === true && name === "sensitive") addMarked(object, "value", true, found);
    }
  }
  addConfigurationSecrets(plan, found);
  return new Secrets(found);
}

/** Told by what stands beside: a module call or an output may be named `values` or `after` too. */
function isRow(object: JsonObject): boolean {
  return (
    Array.isArray(member(object, "actions")) ||
    typeof member(object, "address") === "string" ||
    typeof member(object, "sensitive") === "boolean"
  );
}
