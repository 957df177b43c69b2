import { parseTemplate } from "../expression/parse";
import { namedThings, thingOf } from "../expression/references";
import { mayHoldPlaceholder } from "../../redaction/placeholders";
import { isList, isObject, member } from "../json";
import type { LocatedSource, Source } from "./module";

/**
 * Says how an expression of the folder differs from what the plan tells of the same one: its constant, or what it refers to.
 * Undefined where they agree, and where nothing can be compared.
 */
export function differs(plan: Source, folder: LocatedSource | undefined): string | undefined {
  if (folder === undefined) return undefined;
  const there = valueAt(folder);
  if (plan.kind === "constant") {
    if (there === undefined || folder.source.kind !== "constant" || equal(plan.json, there.json)) return undefined;
    return "another constant";
  }
  if (plan.kind === "template")
    return there === undefined || equal(plan.json, there.json) ? undefined : "another expression";
  const inPlan = new Set(plan.references.flatMap((reference) => thingOf(reference.split(/[.[]/)) ?? []));
  const inFolder = there === undefined ? undefined : thingsIn(there.json);
  if (inFolder === undefined) return undefined;
  const missing = [...inPlan].find((thing) => !inFolder.has(thing));
  const added = [...inFolder].find((thing) => !inPlan.has(thing));
  if (missing !== undefined) return `no reference to ${missing}`;
  return added === undefined ? undefined : `a reference to ${added}`;
}

function valueAt({ source, rest }: LocatedSource): { readonly json: unknown } | undefined {
  if (source.kind === "references") return undefined;
  let json = source.json;
  for (const key of rest) {
    // A block that stands once may be written without its list.
    json = key === 0 && isObject(json) ? json : member(json, key);
    if (json === undefined) return undefined;
  }
  return { json };
}

/** Undefined when any part of it could not be read. */
function thingsIn(json: unknown): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  const visit = (value: unknown): boolean => {
    if (typeof value === "string") {
      const things = namedThings(parseTemplate(value));
      things?.forEach((thing) => found.add(thing));
      return things !== undefined;
    }
    if (isList(value)) return value.every(visit);
    return !isObject(value) || Object.entries(value).every(([key, each]) => visit(key) && visit(each));
  };
  return visit(json) ? found : undefined;
}

/** In a redacted plan a placeholder stands for whatever the folder has. As Terraform compares an argument with its attribute: numbers and booleans may be written as text. */
function equal(one: unknown, other: unknown): boolean {
  if (isList(one))
    return isList(other) && one.length === other.length && one.every((each, index) => equal(each, other[index]));
  if (isObject(one)) {
    const keys = Object.keys(one);
    return (
      isObject(other) && keys.length === Object.keys(other).length && keys.every((key) => equal(one[key], other[key]))
    );
  }
  if (typeof one === "string" && typeof other === "string")
    return one === other || hardToCompare(one) || hardToCompare(other) || mayHoldPlaceholder(one);
  if (!isText(one) || !isText(other)) return one === other;
  return String(one) === String(other) || mayHoldPlaceholder(String(one));
}

const isText = (value: unknown): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** Heredocs and escapes are written in many ways. */
const hardToCompare = (text: string): boolean => /[\\\n]|[$%]\{/.test(text);
