import { describe, expect, test } from "@jest/globals";
import { descend, descendAnywhere, lazyMap, noKey } from "../../../policies/plan/values/access";
import { knownValue, plain, structured, undetermined, union, type Values } from "../../../policies/plan/values/value";

const [a, b] = [knownValue("a"), knownValue("b")];
const attribute = (address: string, ...path: (string | number)[]): Values => [
  { kind: "attribute", address, type: "aws_x", path },
];
const list = (...items: Values[]): Values => [{ kind: "list", items }];
const map = (entries: Record<string, Values>): Values => [{ kind: "map", entries: new Map(Object.entries(entries)) }];
const open = undetermined("why", "how");
const deep = (levels: number, value: Values): Values => (levels === 0 ? value : list(deep(levels - 1, value)));

describe("a union", () => {
  test.each<[string, Values[], number]>([
    ["the same text", [a, a], 1],
    ["a text and a number", [knownValue("1"), knownValue(1)], 2],
    ["a secret and the same in the open", [a, [{ kind: "known", value: "a", sensitive: true }]], 2],
    ["the same attribute", [attribute("aws_x.y", "arn"), attribute("aws_x.y", "arn")], 1],
    ["two attributes", [attribute("aws_x.y", "arn"), attribute("aws_x.y", "id")], 2],
    ["two resources", [attribute("aws_x.y", "arn"), attribute("aws_x.z", "arn")], 2],
    ["the same list", [list(a, b), list(a, b)], 1],
    ["lists in another order", [list(a, b), list(b, a)], 2],
    ["lists split elsewhere", [list([...a, ...b], a), list(a, [...b, ...a])], 2],
    ["lists of maps", [list(map({ k: a })), list(map({ k: b }))], 2],
    ["the same list, 200 levels deep", [deep(200, a), deep(200, a)], 1],
    ["two lists that differ 200 levels deep", [deep(200, a), deep(200, b)], 2],
    ["two maps", [map({ k: a }), map({ k: b })], 2],
    ["the same reason", [open, undetermined("why")], 1],
    ["two reasons", [open, undetermined("else")], 2],
  ])("of %s", (_, sets, size) => {
    expect(union(sets)).toHaveLength(size);
  });

  test("keeps 64 possible values, and gives more up", () => {
    const many = (count: number) => union(Array.from({ length: count }, (_, index) => knownValue(index)));
    expect(many(64)).toHaveLength(64);
    expect(many(65)).toMatchObject([{ kind: "undetermined", because: "more than 64 possible values" }]);
  });

  test("of maps that are read on demand keeps each: their values are not looked at", () => {
    const outputs = (out: Values): Values => [{ kind: "map", entries: lazyMap([["out", () => out]]) }];
    expect(descend(union([outputs(a), outputs(b)]), "out")).toEqual([...a, ...b]);
  });
});

describe("a step into a value", () => {
  test.each<[string, Values, string | number, Values]>([
    ["an attribute", attribute("aws_x.y"), "arn", attribute("aws_x.y", "arn")],
    ["an element", list(a, b), 1, b],
    ["an element by text", list(a, b), "1", b],
    ["an element of known JSON", knownValue(["a", "b"]), 1, b],
    ["no element", list(a), 1, undetermined("no element 1")],
    ["a negative element", list(a), -1, undetermined("no element -1")],
    ["a name of a list", list(a), "length", undetermined("no element length")],
    ["a number with a sign of a list", list(a), "x0", undetermined("no element x0")],
    ["a key", map({ k: a }), "k", a],
    ["a key of known JSON", knownValue({ k: "a" }), "k", a],
    ["a number as a key", map({ 1: a }), 1, a],
    ["no key", map({ k: a }), "l", undetermined(noKey("l"))],
    ["a prototype's key", knownValue({ k: "a" }), "constructor", undetermined(noKey("constructor"))],
    ["a text", a, "k", undetermined("no k in a plain value")],
    ["null", knownValue(null), "k", undetermined("no k in a plain value")],
    ["something open", open, "k", open],
    ["each of several", [...list(a), ...list(b)], 0, [...a, ...b]],
  ])("%s", (_, of, key, expected) => {
    expect(descend(of, key)).toEqual(expected);
  });

  test("a block that stands once is its own list", () => {
    const block = map({ k: a });
    expect(descend(block, 0)).toEqual(block);
    expect(descend(block, 1)).toMatchObject([{ because: "no key 1" }]);
  });

  test.each<[string, Values, Values]>([
    ["a list", list(a, b), [...a, ...b]],
    ["a map", map({ k: a, l: b }), [...a, ...b]],
    ["known JSON", knownValue(["a", "b"]), [...a, ...b]],
    ["an empty list", list(), undetermined("an index that is not known yet")],
    ["an attribute", attribute("aws_x.y", "list"), undetermined("an index that is not known yet")],
  ])("with an open key into %s", (_, of, expected) => {
    expect(descendAnywhere(of)).toEqual(expected);
  });

  test("keeps the mark of a secret", () => {
    const secret = (value: unknown): Values => [{ kind: "known", value, sensitive: true }];
    expect(descend(secret({ k: "a" }), "k")).toEqual(secret("a"));
    expect(descend(secret(["a"]), 0)).toEqual(secret("a"));
    expect(descend(knownValue(["a"]), 0)).toEqual(a);
  });
});

test.each<[string, Values, unknown]>([
  ["a text", a, { value: "a" }],
  ["null", knownValue(null), { value: null }],
  ["a list", list(a, knownValue(1)), { value: ["a", 1] }],
  ["a map", map({ k: a, l: list(b) }), { value: { k: "a", l: ["b"] } }],
  ["an attribute", attribute("aws_x.y", "arn"), undefined],
  ["a list with an open item", list(a, open), undefined],
  ["a list with two possible items", list([...a, ...b]), undefined],
  ["a list with an item that cannot be", list([]), undefined],
  ["a map with an open value", map({ k: open }), undefined],
])("the plain JSON of %s", (_, [value], expected) => {
  expect(value && plain(value)).toEqual(expected);
});

test("a scalar has no structure to show", () => {
  for (const value of ["a", 1, null, true])
    expect(structured({ kind: "known", value })).toEqual({ kind: "known", value });
});
