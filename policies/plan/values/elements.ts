import { isList } from "../json";
import { giveFolder } from "./settling";
import { knownValue, plain, structured, undetermined, type Value, type Values } from "./value";

/** One thing that a `for` meets in its collection. */
export interface Element {
  readonly key: Values;
  readonly value: Values;
  /** Whether the collection has it for sure, as one: what stands for a list, or may be dropped as empty, may be none or many. */
  readonly certain: boolean;
}

export interface Elements {
  readonly elements: readonly Element[];
  /** Whether they come in this order and number. */
  readonly loose: boolean;
}

/**
 * What a `for` meets in a collection, in Terraform's order: keys of maps are sorted. Values instead, where that is not known.
 * @param settled the value that the plan holds for an attribute.
 */
export function elementsOf(collection: Value, settled: (value: Value) => Value): Elements | Values {
  const value = settled(collection);
  if (collection.kind === "attribute") return elementsOfAttribute(collection, value);
  const shape = structured(value);
  switch (shape.kind) {
    case "list":
      return shape.loose === true || shape.untyped === true ? looseElements(shape) : placedElements(shape.items);
    case "map":
      if (shape.untyped === true) return undetermined(untyped, giveFolder);
      return mapElements(shape, value.kind === "known" && value.sensitive === true);
    case "undetermined":
      return [shape];
    case "instances":
      return undetermined("a for expression over a module whose instances are not known", giveFolder);
    default:
      return undetermined("a for expression over something that is no collection at hand");
  }
}

const untyped = "a for expression over a variable whose type is not in the plan";

const placedElements = (items: readonly Values[]): Elements => ({
  elements: items.map((value, index) => ({ key: knownValue(index), value, certain: true })),
  loose: false,
});

/** A set has its own members for keys. */
const looseElements = ({ items, set }: Extract<Value, { kind: "list" }>): Elements => ({
  elements: items.map((value) => ({
    key:
      set === true
        ? value
        : undetermined("the index of an element of a list whose order is not worked out", giveFolder),
    value,
    certain: value.every(isOneThing),
  })),
  loose: true,
});

function mapElements({ entries }: Extract<Value, { kind: "map" }>, sensitive: boolean): Elements {
  return {
    elements: sortedKeys(entries.keys()).map((key) => ({
      key: sensitive ? [{ kind: "known", value: key, sensitive }] : knownValue(key),
      value: entries.get(key) ?? [],
      certain: true,
    })),
    loose: false,
  };
}

/** The plan's JSON has one form for lists and sets: of a set the key is the value, of a list its index. */
function elementsOfAttribute(attribute: Extract<Value, { kind: "attribute" }>, value: Value): Elements | Values {
  const items = value.kind === "known" ? value.value : undefined;
  const name = [attribute.address, ...attribute.path].join(".");
  if (!isList(items)) return undetermined(`a for expression over ${name}, which is not known yet`);
  const elements = items.map((_, index) => ({
    key: undetermined(`whether ${name} is a list or a set`),
    value: [{ ...attribute, path: [...attribute.path, index] }],
    certain: true,
  }));
  return { elements, loose: false };
}

/** As Terraform sorts: by the bytes of their UTF-8. */
export const sortedKeys = (keys: Iterable<string>): string[] =>
  [...keys].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));

/** Names of attributes that are one text, and never an empty one. */
const texts = new Set<string | number>(["arn", "id", "name"]);

/** No list in the place of one thing, which functions over lists take apart, and nothing empty, which some of them drop. */
export function isOneThing(value: Value): boolean {
  switch (value.kind) {
    case "attribute":
      return texts.has(value.path.at(-1) ?? "");
    case "text":
      return value.parts.some((part) =>
        part.every((each) => typeof plain(each)?.value === "string" && plain(each)?.value !== ""),
      );
    case "known":
      return value.value !== null && value.value !== "" && !isList(value.value);
    case "map":
    case "document":
      return true;
    default:
      return false;
  }
}
