import { sortedKeys } from "./elements";
import { knownValue, plain, structured, undetermined, union, type Value, type Values } from "./value";

/** More ways to put lists together than a person would check are not enumerated. */
const maxCombinations = 16;

/**
 * The functions that people build policy documents with, over values of which not everything is known. Undefined for any other.
 * The order of a list and what stands in it twice mean nothing in a policy: a list that comes out in another one is loose.
 */
export function buildStructure(name: string, args: readonly Values[], spread: boolean): Values | undefined {
  const [first] = args;
  if (first === undefined || spread) return undefined;
  switch (name) {
    case "jsonencode":
      return [{ kind: "document", of: first }];
    case "concat":
      return combined(args, (lists) => [listOf(lists.flatMap(itemsOf), !lists.every(isPlaced))]);
    case "tolist":
      return combined([first], ([list]) => (list === undefined ? [] : [listOf(itemsOf(list), !isPlaced(list))]));
    case "flatten":
      return combined([first], ([list]) => (list === undefined ? [] : [listOf(flattened(itemsOf(list)), true)]));
    case "setunion":
    case "toset":
      return combined(args, (lists) => [{ kind: "list", items: lists.flatMap(itemsOf), loose: true, set: true }]);
    case "reverse":
      return combined([first], ([list]) =>
        list === undefined ? [] : [listOf([...itemsOf(list)].reverse(), !isPlaced(list))],
      );
    case "distinct":
    case "sort":
    case "compact":
      return combined(args, (lists) => [arranged(name, lists) ?? listOf(lists.flatMap(itemsOf), true)]);
    case "merge":
      return combined(args, merged);
    case "tostring":
    case "nonsensitive":
      return first;
    case "sensitive":
      return first.map(hidden);
    case "join":
      return args.length === 2 ? combined(args, joined) : undefined;
    case "format":
      return formatted(first, args.slice(1));
    default:
      return undefined;
  }
}

/** Of what is put together, the parts that are known: the others are never shown. */
function hidden(value: Value): Value {
  switch (value.kind) {
    case "known":
      return { ...value, sensitive: true };
    case "list":
      return { ...value, items: value.items.map((item) => item.map(hidden)) };
    case "map":
      return { ...value, entries: new Map([...value.entries].map(([key, each]) => [key, each.map(hidden)])) };
    case "text":
      return { ...value, parts: value.parts.map((part) => part.map(hidden)) };
    case "document":
      return { ...value, of: value.of.map(hidden) };
    default:
      return value;
  }
}

/** Every way to take one value of each set. */
function combined(sets: readonly Values[], build: (values: readonly Value[]) => Values): Values {
  let ways: Value[][] = [[]];
  for (const set of sets) ways = ways.flatMap((way) => set.map((value) => [...way, structured(value)]));
  return ways.length > maxCombinations ? undetermined("too many ways to put lists together") : union(ways.map(build));
}

/** Of texts that are all known the order is too. A set has each once, and is put into order by sort() alone. */
function arranged(name: "distinct" | "sort" | "compact", [list, ...others]: readonly Value[]): Value | undefined {
  if (list?.kind !== "list" || others.length > 0) return undefined;
  const isSet = list.set === true;
  if (isSet ? name !== "sort" : !isPlaced(list)) return undefined;
  const items = new Map<string, Values[]>();
  for (const item of list.items) {
    const [only, ...more] = item;
    if (only?.kind !== "known" || more.length > 0 || typeof only.value !== "string") return undefined;
    items.set(only.value, [...(isSet ? [] : (items.get(only.value) ?? [])), item]);
  }
  if (name === "sort")
    return listOf(
      sortedKeys(items.keys()).flatMap((text) => items.get(text) ?? []),
      false,
    );
  const firsts = [...items.values()].map(([first]) => first ?? []);
  return listOf(name === "distinct" ? firsts : list.items.filter((item) => !isEmptyText(item)), false);
}

const isEmptyText = ([only]: Values): boolean => only?.kind === "known" && only.value === "";

/** What is no list at hand stands for whatever it holds: the reader of a policy takes a list within a list as its members. */
const itemsOf = (value: Value): readonly Values[] => (value.kind === "list" ? value.items : [[value]]);

/** Does each item stand where it is named? Not in a list that is not at hand. */
const isPlaced = (value: Value): boolean => value.kind === "list" && value.loose !== true && value.untyped !== true;

const listOf = (items: readonly Values[], loose: boolean): Value => ({
  kind: "list",
  items,
  ...(loose ? { loose } : {}),
});

const flattened = (items: readonly Values[]): readonly Values[] =>
  items.flatMap((item) => {
    const [only, ...others] = item.map(structured);
    return only?.kind === "list" && others.length === 0 ? flattened(only.items) : [item];
  });

/** The last map that has a key wins; a map that is not at hand could have any. */
function merged(maps: readonly Value[]): Values {
  const entries = new Map<string, Values>();
  for (const map of maps) {
    if (map.kind === "known" && map.value === null) continue;
    if (map.kind !== "map") return undetermined("merge() of something that is not a map at hand");
    for (const key of map.entries.keys()) entries.set(key, map.entries.get(key) ?? []);
  }
  const isUntyped = maps.some((map) => map.kind === "map" && map.untyped === true);
  return [{ kind: "map", entries, ...(isUntyped ? { untyped: true } : {}) }];
}

function joined([separator, list]: readonly Value[]): Values {
  if (separator === undefined || list?.kind !== "list") return undetermined("join() of something that is not a list");
  if (list.loose === true && list.items.length > 1)
    return undetermined("join() of a list whose order is not worked out");
  const parts = list.items.flatMap((item, index): Values[] => (index === 0 ? [item] : [[separator], item]));
  return [{ kind: "text", parts: spliced(parts) }];
}

/** Texts within a text, as one. */
export const spliced = (parts: readonly Values[]): readonly Values[] =>
  parts.flatMap((part) => {
    const [only, ...others] = part;
    return only?.kind === "text" && others.length === 0 ? spliced(only.parts) : [part];
  });

function formatted(pattern: Values, args: readonly Values[]): Values | undefined {
  const [only, ...others] = pattern;
  const text = only === undefined || others.length > 0 ? undefined : plain(only)?.value;
  if (typeof text !== "string") return undefined;
  const pieces = text.split("%s");
  if (pieces.length !== args.length + 1 || pieces.some((piece) => piece.includes("%"))) return undefined;
  const parts = pieces.flatMap((piece, index): Values[] => {
    const arg = args[index];
    return arg === undefined ? [knownValue(piece)] : [knownValue(piece), arg];
  });
  return [{ kind: "text", parts }];
}
