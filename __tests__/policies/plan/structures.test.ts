import { describe, expect, test } from "@jest/globals";
import { descend, descendAnywhere } from "../../../policies/plan/values/access";
import { callFunction } from "../../../policies/plan/values/operations";
import { buildStructure } from "../../../policies/plan/values/structures";
import { knownValue, type Values } from "../../../policies/plan/values/value";

const [narrow, all] = [knownValue("arn:aws:bedrock:::narrow"), knownValue("*")];
const list = (...items: Values[]): Values => [{ kind: "list", items }];
const computed: Values = [{ kind: "attribute", address: "aws_x.y", type: "aws_x", path: ["models", "*", "model_arn"] }];

const built = (name: string, ...args: Values[]): Values => buildStructure(name, args, false) ?? [];

test("sensitive() hides what is known within what is put together", () => {
  const hidden = { kind: "known", value: "*", sensitive: true };
  const text: Values = [{ kind: "text", parts: [computed, all] }];
  expect(built("sensitive", all)).toEqual([hidden]);
  expect(built("sensitive", list(all))).toEqual(list([hidden as Values[number]]));
  expect(built("sensitive", text)).toEqual([{ kind: "text", parts: [computed, [hidden]] }]);
  expect(built("sensitive", built("jsonencode", all))).toEqual([{ kind: "document", of: [hidden] }]);
  const map = built("sensitive", [{ kind: "map", entries: new Map([["k", all]]) }]);
  expect(descend(map, "k")).toEqual([hidden]);
});

describe("an element of a list that a function has put together", () => {
  test.each<[string, Values, Values]>([
    ["concat() of lists", built("concat", list(narrow), list(all)), all],
    ["tolist() of a list", built("tolist", list(narrow, all)), all],
    [
      "concat() of a list that is put together in order",
      built("concat", built("concat", list(narrow), list(all))),
      all,
    ],
  ])("is the one in its place, in %s", (_, values, expected) => {
    expect(descend(values, 1)).toEqual(expected);
  });

  test.each<[string, Values]>([
    ["reverse() of a set", built("reverse", built("toset", list(narrow, all)))],
    ["sort() of what is not all known", built("sort", list(narrow, computed))],
    ["sort() of what is known in two ways", built("sort", list(narrow, [...narrow, ...all]))],
    ["sort() of what is no text", built("sort", list(knownValue(2), knownValue(1)))],
    ["compact() of what is not all known", built("compact", list(computed, all))],
    ["distinct() of what is not all known", built("distinct", list(computed, all))],
    ["distinct() of a set", built("distinct", built("toset", list(narrow, all)))],
    ["flatten()", built("flatten", list(narrow, all))],
    ["tolist() of a set", built("tolist", built("toset", list(narrow, all)))],
    ["concat() of a sorted list", built("concat", built("sort", list(computed, all)))],
    ["concat() behind a computed list, which may have any length", built("concat", computed, list(narrow, all))],
    ["distinct() of a computed list, of which it is one and not all", built("distinct", computed)],
  ])("is not worked out in %s", (_, values) => {
    const open = [expect.objectContaining({ kind: "undetermined" })];
    expect(descend(values, 0)).toEqual(open);
    expect(descendAnywhere(values)).toEqual(open);
    expect(callFunction("element", [values, knownValue(0)], false)).toEqual(open);
  });

  test("is the only one of a list, in whatever order", () => {
    expect(callFunction("one", [built("distinct", list(narrow))], false)).toEqual(narrow);
    expect(callFunction("one", [built("compact", list(knownValue(""), computed))], false)).toMatchObject([
      { kind: "undetermined" },
    ]);
  });

  test("has no place in a text that joins them", () => {
    const joined = built("join", knownValue(":"), built("sort", list(narrow, computed)));
    expect(joined).toMatchObject([{ kind: "undetermined" }]);
  });
});

describe("a list of texts that are all known", () => {
  const texts = (...all: string[]): Values => list(...all.map(knownValue));

  test.each<[string, Values, Values]>([
    ["sort", texts("b", "a", "B", "b"), texts("B", "a", "b", "b")],
    ["sort", built("toset", texts("b", "a", "b")), texts("a", "b")],
    ["distinct", texts("b", "a", "b"), texts("b", "a")],
    ["compact", texts("b", "", "b"), texts("b", "b")],
    ["reverse", texts("b", "a"), texts("a", "b")],
    ["reverse", list(computed, narrow), list(narrow, computed)],
  ])("is in order behind %s()", (name, given, expected) => {
    expect(built(name, given)).toEqual(expected);
  });
});

const map = (entries: Record<string, Values>): Values => [{ kind: "map", entries: new Map(Object.entries(entries)) }];

describe("maps that are merged", () => {
  test("have what the last one says, and what only an earlier one has", () => {
    const merged = built("merge", map({ a: all, b: all }), knownValue(null), map({ b: narrow }));
    expect([descend(merged, "a"), descend(merged, "b")]).toEqual([all, narrow]);
  });

  test("may be known as a whole", () => {
    const merged = built("merge", map({ a: all, b: all }), knownValue({ b: "x" }));
    expect([descend(merged, "a"), descend(merged, "b")]).toEqual([all, knownValue("x")]);
  });

  test.each<[string, Values]>([
    ["one that is not at hand, which could have any key", computed],
    ["what is no map", all],
  ])("are not worked out with %s", (_, other) => {
    expect(built("merge", map({ a: all }), other)).toMatchObject([
      { kind: "undetermined", because: "merge() of something that is not a map at hand" },
    ]);
  });
});

describe("texts that are put together", () => {
  test("by join() have the separator between the items alone", () => {
    expect(built("join", knownValue("/"), list(narrow, computed, all))).toEqual([
      { kind: "text", parts: [narrow, knownValue("/"), computed, knownValue("/"), all] },
    ]);
    expect(built("join", knownValue("/"), list(narrow))).toEqual([{ kind: "text", parts: [narrow] }]);
    expect(built("join", knownValue("/"), built("toset", list(narrow)))).toEqual([{ kind: "text", parts: [narrow] }]);
  });

  test.each<[string, Values[]]>([
    ["of a list that is not at hand", [knownValue("/"), computed]],
    ["of two lists", [knownValue("/"), list(narrow), list(all)]],
  ])("by join() %s are not worked out", (_, args) => {
    expect(buildStructure("join", args, false) ?? [{ kind: "undetermined" }]).toMatchObject([{ kind: "undetermined" }]);
  });

  test("by format() have an argument for each %s", () => {
    expect(built("format", knownValue("a%sb%s"), narrow, computed)).toEqual([
      { kind: "text", parts: [knownValue("a"), narrow, knownValue("b"), computed, knownValue("")] },
    ]);
    expect(built("format", knownValue("plain"))).toEqual([{ kind: "text", parts: [knownValue("plain")] }]);
  });

  test.each<[string, Values[]]>([
    ["with an argument too few", [knownValue("a%sb%s"), narrow]],
    ["with an argument too many", [knownValue("a"), narrow]],
    ["with another verb", [knownValue("a%d%s"), narrow, all]],
    ["with a pattern that may be one of two", [[...knownValue("%s"), ...knownValue("x%s")], narrow]],
    ["with a pattern that is not at hand", [computed, narrow]],
  ])("by format() %s are left to whoever follows functions", (_, args) => {
    expect(buildStructure("format", args, false)).toBeUndefined();
  });
});

describe("lists within lists", () => {
  test("are flattened as far as they are at hand", () => {
    const values = built("flatten", list(list(narrow, list(all)), computed));
    expect(values).toEqual([{ kind: "list", items: [narrow, all, computed], loose: true }]);
  });

  test("that may be one of two stay what they are", () => {
    const either: Values = [...list(narrow), ...list(all)];
    expect(built("flatten", list(either))).toEqual([{ kind: "list", items: [either], loose: true }]);
  });
});

test("sixteen ways to put lists together are followed, and no more", () => {
  const one = (count: number): Values => Array.from({ length: count }, (_, n) => list(knownValue(n))).flat();
  expect(built("concat", one(4), one(4))).toHaveLength(16);
  expect(built("concat", one(17))).toMatchObject([
    { kind: "undetermined", because: "too many ways to put lists together" },
  ]);
});

test("what takes and gives the same is followed, and another function is not", () => {
  expect([built("tostring", narrow), built("nonsensitive", narrow)]).toEqual([narrow, narrow]);
  expect(buildStructure("upper", [narrow], false)).toBeUndefined();
  expect(buildStructure("concat", [list(narrow)], true)).toBeUndefined();
  expect(buildStructure("concat", [], false)).toBeUndefined();
});
