import type { ConfigVariable } from "../configuration/module";
import { readDeclaredType, type CollectionType, type DeclaredType, type ObjectType } from "./declared-type";
import { isOneThing } from "./elements";
import { knownValue, looksTyped, structured, undetermined, type Value, type Values } from "./value";

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/**
 * A value as Terraform hands it to a variable: what the command line and the environment give is text, and what a caller gives
 * may be of another type. Comparisons ask for the type too; an object has the members of its type, and no others.
 */
export function asDeclared(value: Value, declared: ConfigVariable | undefined): Value {
  if (declared?.type === undefined) return untyped(value, declared);
  const type = readDeclaredType(declared.type);
  return type === undefined ? untyped(value, declared) : converted(value, type);
}

/** The default has been converted already: what is the same in JSON is of the same type, but that a list may be a set. */
function untyped(value: Value, declared: ConfigVariable | undefined): Value {
  if (value.kind !== "known") return value;
  if (isScalar(value.value))
    return value.value === declared?.default || !looksTyped(value.value) ? value : { ...value, loose: true };
  return value.value === null ? value : { ...value, loose: true };
}

function converted(value: Value, type: DeclaredType): Value {
  if (value.kind === "known" && (value.value === null || isScalar(value.value))) return convertedScalar(value, type);
  const shape = structured(value);
  switch (type.kind) {
    case "list":
    case "set":
      return shape.kind === "list" ? listOf(shape, type) : shape;
    case "tuple":
      return shape.kind === "list" && shape.items.length === type.items.length
        ? { ...shape, items: shape.items.map((item, index) => within(item, type.items[index] ?? { kind: "any" })) }
        : shape;
    case "map":
      return shape.kind === "map" ? mapOf(shape, type.of) : shape;
    case "object":
      return shape.kind === "map" ? objectOf(shape, type) : shape;
    default:
      return value;
  }
}

const within = (values: Values, type: DeclaredType): Values => values.map((value) => converted(value, type));

/** Of `any` type the members of a collection become of one type, whichever. */
const memberOf = (values: Values, type: DeclaredType): Values =>
  type.kind === "any"
    ? values.map((value) => (value.kind === "known" && looksTyped(value.value) ? { ...value, loose: true } : value))
    : within(values, type);

function convertedScalar(value: Extract<Value, { kind: "known" }>, type: DeclaredType): Value {
  if (!isScalar(value.value)) return value;
  const text = String(value.value);
  switch (type.kind) {
    case "bool":
      return text === "true" || text === "false" ? { ...value, value: text === "true" } : value;
    case "number":
      return looksTyped(text) && Number.isSafeInteger(Number(text)) ? { ...value, value: Number(text) } : value;
    case "string":
      return typeof value.value === "number" && !Number.isSafeInteger(value.value) ? value : { ...value, value: text };
    default:
      return value;
  }
}

/** A set has each of its members once, in an order of its own. */
function listOf(list: Extract<Value, { kind: "list" }>, type: CollectionType): Value {
  const items = list.items.map((item) => memberOf(item, type.of));
  if (type.kind === "set") return { kind: "list", items, loose: true, set: true };
  return { kind: "list", items, ...(list.loose === true ? { loose: true } : {}) };
}

type MapValue = Extract<Value, { kind: "map" }>;

function mapOf({ entries }: MapValue, type: DeclaredType): Value {
  const keys = [...entries.keys()];
  return { kind: "map", entries: new Map(keys.map((key) => [key, memberOf(entries.get(key) ?? [], type)])) };
}

function objectOf({ entries }: MapValue, type: ObjectType): Value {
  const members = Array.from(type.members, ([key, member]): [string, Values] => {
    const given = entries.get(key);
    if (given === undefined && !member.optional) return [key, undetermined(`no ${key} where the type asks for it`)];
    return [key, within((given ?? knownValue(null)).flatMap(orElse(member.fallback ?? null)), member.type)];
  });
  return { kind: "map", entries: new Map(members) };
}

/** A default stands in for null too, which an attribute may turn out to be. */
const orElse =
  (fallback: unknown) =>
  (value: Value): Values => {
    if (value.kind === "known") return value.value === null ? knownValue(fallback) : [value];
    return value.kind === "attribute" && !isOneThing(value) ? [value, ...knownValue(fallback)] : [value];
  };
