import { isOneThing, sortedKeys } from "./elements";
import { keyText } from "./loops";
import { buildStructure } from "./structures";
import { knownValue, looksTyped, plain, structured, undetermined, union, type Value, type Values } from "./value";

/** The functions over lists and maps that are followed exactly, whoever asks. Undefined for any other, and where it is not exact. */
export function callCollection(name: string, args: readonly Values[]): Values | undefined {
  const [first, second, third] = args;
  if (first === undefined) return undefined;
  if (putTogether.has(name)) return args.flat().every(isExactList) ? buildStructure(name, args, false) : undefined;
  switch (name) {
    case "merge":
    case "tostring":
    case "nonsensitive":
    case "sensitive":
      return buildStructure(name, args, false);
    case "tomap":
      return first.every(({ kind }) => kind === "map") ? first : undefined;
    case "keys":
      return eachMap(first, ({ entries }) => list(sortedKeys(entries.keys()).map(knownValue)));
    case "values":
      return eachMap(first, ({ entries }) => list(sortedKeys(entries.keys()).map((key) => entries.get(key) ?? [])));
    case "lookup":
      return second && eachMap(first, (map) => lookup(map, certain(second), third));
    case "zipmap":
      return second && zipped(first, second);
    case "setproduct":
      return product(args);
    case "length":
      return length(first);
    case "contains":
      return second && contains(first, second);
    default:
      return undefined;
  }
}

const putTogether = new Set(["concat", "tolist", "flatten", "setunion", "toset", "distinct", "sort", "reverse"]);

const list = (items: readonly Values[]): Values => [{ kind: "list", items }];

/** A list at hand, each item of which is one thing, or a list of such. */
function isExactList(value: Value): boolean {
  const shape = structured(value);
  return (
    shape.kind === "list" &&
    shape.items.every((item) => item.map(structured).every((each) => isOneThing(each) || isExactList(each)))
  );
}

function certain(values: Values): unknown {
  const [only, ...others] = values;
  return only === undefined || others.length > 0 ? undefined : plain(only)?.value;
}

type MapValue = Extract<Value, { kind: "map" }>;

/** Undefined unless everything that it may be is a map at hand, of a type that is: a type may leave members out, and add others. */
function eachMap(values: Values, read: (map: MapValue) => Values | undefined): Values | undefined {
  const results: Values[] = [];
  for (const value of values.map(structured)) {
    const result = value.kind === "map" && value.untyped !== true ? read(value) : undefined;
    if (result === undefined) return undefined;
    results.push(result);
  }
  return union(results);
}

function lookup({ entries }: MapValue, key: unknown, fallback: Values | undefined): Values | undefined {
  const name = keyText(key);
  if (name === undefined) return undefined;
  return entries.get(name) ?? fallback;
}

function zipped(keys: Values, values: Values): Values | undefined {
  const [names, items] = [keys, values].map((each) => placedItems(each));
  if (names === undefined || items?.length !== names.length) return undefined;
  const entries = new Map<string, Values>();
  for (const [index, name] of names.entries()) {
    const key = keyText(certain(name));
    if (key === undefined) return undefined;
    entries.set(key, items[index] ?? undetermined("no value for a key"));
  }
  return [{ kind: "map", entries }];
}

function placedItems(values: Values): readonly Values[] | undefined {
  const [only, ...others] = values;
  const shape = only === undefined || others.length > 0 ? undefined : structured(only);
  return shape?.kind === "list" && shape.loose !== true && shape.untyped !== true ? shape.items : undefined;
}

/** Every way to take one element of each list: of lists in their order, the last one first. */
function product(lists: readonly Values[]): Values | undefined {
  if (lists.length < 2) return undefined;
  let ways: (readonly Values[])[] = [[]];
  for (const each of lists) {
    const items = placedItems(each);
    if (items === undefined || ways.length * items.length > mostWays) return undefined;
    ways = ways.flatMap((way) => items.map((item) => [...way, item]));
  }
  return list(ways.map((way) => list(way)));
}

const mostWays = 1000;

function length(values: Values): Values | undefined {
  const members = textsOfSet(values);
  if (members !== undefined) return knownValue(new Set(members).size);
  const items = placedItems(values);
  if (items !== undefined) return knownValue(items.length);
  return eachMap(values, ({ entries }) => knownValue(entries.size));
}

/** Of a set that is known as a whole. */
function textsOfSet([only, ...others]: Values): readonly string[] | undefined {
  if (only?.kind !== "list" || only.set !== true || others.length > 0) return undefined;
  const texts = only.items.flatMap((item) => {
    const text = certain(item);
    return typeof text === "string" ? [text] : [];
  });
  return texts.length === only.items.length ? texts : undefined;
}

/** Whether a text is among others; of values of other types Terraform compares types that JSON does not show. */
function contains(values: Values, wanted: Values): Values | undefined {
  const [only, ...others] = values;
  const shape = only === undefined || others.length > 0 ? undefined : structured(only);
  const text = certain(wanted);
  if (shape?.kind !== "list" || typeof text !== "string" || looksTyped(text)) return undefined;
  const items = shape.items.map(certain);
  if (items.includes(text)) return knownValue(true);
  return items.every((item) => typeof item === "string") ? knownValue(false) : undefined;
}
