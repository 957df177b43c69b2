import { structured, undetermined, union, type Value, type Values } from "./value";

/** One step into every value of a set: an attribute of a resource, a key of a map, an element of a list. */
export function descend(of: Values, key: string | number): Values {
  return union(of.map((value) => descendOne(structured(value), key)));
}

function descendOne(value: Value, key: string | number): Values {
  switch (value.kind) {
    case "attribute":
      return [{ ...value, path: [...value.path, key] }];
    case "list":
      if (value.loose === true) return undetermined(noPlace);
      return elementAt(value.items, key) ?? undetermined(`no element ${key}`);
    case "map":
      // A block that stands once may be written without its list in JSON configuration.
      return value.entries.get(String(key)) ?? (key === 0 ? [value] : undetermined(noKey(key)));
    case "instances":
      return value.at(String(key));
    case "known":
      return undetermined(`no ${key} in a plain value`);
    case "text":
    case "document":
      return undetermined(`no ${key} in a text`);
    case "undetermined":
      return [value];
  }
}

/** Why an element of a loose list is not one of those that are named. */
export const noPlace = "an element of a list whose order is not worked out";

/** Says that a map is there and the key is not; readers of optional keys tell it from what could not be followed. */
export const noKey = (key: string | number): string => `no key ${key}`;

function elementAt(items: readonly Values[], key: string | number): Values | undefined {
  return typeof key === "number" || /^\d+$/.test(key) ? items[Number(key)] : undefined;
}

/** A step whose key is open can lead to any of the elements. */
export function descendAnywhere(of: Values): Values {
  return union(of.map((value) => anyElement(structured(value))));
}

function anyElement(value: Value): Values {
  if (value.kind === "list" && value.loose === true) return undetermined(noPlace);
  const elements =
    value.kind === "list"
      ? value.items
      : value.kind === "map"
        ? [...value.entries.keys()].map((key) => descend([value], key))
        : [];
  return elements.length === 0 ? undetermined("an index that is not known yet") : union(elements);
}

/** A map whose values are worked out when they are asked for: an output that nobody reads costs nothing and leaves no trail. */
export function lazyMap(entries: readonly (readonly [string, () => Values])[]): ReadonlyMap<string, Values> {
  const readers = new Map(entries);
  const map = new Map<string, Values>(entries.map(([key]) => [key, []]));
  map.get = (key) => readers.get(key)?.();
  return map;
}
