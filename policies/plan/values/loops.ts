import { undetermined, union, type Value, type Values } from "./value";

/** What a `for` makes of one element. */
export interface Made {
  /** Whether it is in the result: undefined where the condition is not known, which makes both possible. */
  readonly included: boolean | undefined;
  /** The key in an object, with whatever it is; undefined in a list. */
  readonly key: unknown;
  readonly value: Values;
  readonly element: Values;
}

/** More ways to leave elements out than a person would check are not enumerated. */
const maxWays = 16;

/** The lists that a `for` can give: one for each way to take those in of which that is not known. */
export const listsOf = (made: readonly Made[], loose: boolean): Values =>
  inEachWay(made, (kept) => [{ kind: "list", items: kept.map(({ value }) => value), ...(loose ? { loose } : {}) }]);

/** The objects that a `for` can give. */
export const objectsOf = (made: readonly Made[], grouped: boolean, loose: boolean): Values =>
  inEachWay(made, (kept) => (grouped ? groups(kept, loose) : entries(kept, loose)));

function inEachWay(made: readonly Made[], build: (kept: readonly Made[]) => Values): Values {
  let ways: Made[][] = [[]];
  for (const each of made) {
    if (each.included === true) for (const way of ways) way.push(each);
    if (each.included === undefined) ways = ways.flatMap((way) => [[...way, each], way]);
    if (ways.length > maxWays) return undetermined("too many ways to leave elements of a for expression out");
  }
  return union(ways.map(build));
}

function entries(kept: readonly Made[], loose: boolean): Values {
  const found = new Map<string, Made>();
  for (const each of kept) {
    const key = keyText(each.key);
    if (key === undefined) return undetermined(computed);
    const before = found.get(key);
    // What a set has once may be named twice here.
    if (before !== undefined && !(loose && isSame(before.element, each.element)))
      return undetermined("two elements of a for expression have the same key");
    found.set(key, each);
  }
  return [{ kind: "map", entries: new Map(Array.from(found, ([key, { value }]) => [key, value])) }];
}

function groups(kept: readonly Made[], loose: boolean): Values {
  const found = new Map<string, Values[]>();
  for (const { key, value } of kept) {
    const name = keyText(key);
    if (name === undefined) return undetermined(computed);
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  const list = (items: readonly Values[]): Value => ({ kind: "list", items, ...(loose ? { loose } : {}) });
  return [{ kind: "map", entries: new Map(Array.from(found, ([name, items]) => [name, [list(items)]])) }];
}

const computed = "a map whose keys are computed";

/** A key as Terraform makes a text of it. Numbers beyond exact range have more digits there. */
export function keyText(key: unknown): string | undefined {
  if (typeof key === "string") return key;
  if (typeof key === "boolean") return String(key);
  return typeof key === "number" && Number.isSafeInteger(key) ? String(key) : undefined;
}

function isSame([one, ...more]: Values, [other, ...others]: Values): boolean {
  if (one?.kind !== "known" || other?.kind !== "known" || more.length + others.length > 0) return false;
  return one.value === other.value;
}

/** A condition's outcome: undefined where it is not known. A text that says so is as good as the truth. */
export const truthOf = (value: unknown): boolean | undefined =>
  value === true || value === "true" ? true : value === false || value === "false" ? false : undefined;
