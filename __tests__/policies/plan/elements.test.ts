import { describe, expect, test } from "@jest/globals";
import { elementsOf, isOneThing, sortedKeys } from "../../../policies/plan/values/elements";
import type { Value, Values } from "../../../policies/plan/values/value";

const known = (value: unknown, more: object = {}): Value => ({ kind: "known", value, ...more });
const attribute = (...path: (string | number)[]): Value => ({
  kind: "attribute",
  address: "aws_x.y",
  type: "aws_x",
  path,
});
const open: Value = { kind: "undetermined", because: "nobody knows", settledBy: "ask" };
const list = (items: Values[], more: object = {}): Value => ({ kind: "list", items, ...more });
const asItIs = (value: Value): Value => value;

test.each<[string, Value, boolean]>([
  ["an ARN", attribute("arn"), true],
  ["another attribute, which may be a list", attribute("members"), false],
  ["a whole resource", attribute(), false],
  ["a text with something in it", { kind: "text", parts: [[open], [known("x")]] }, true],
  ["a text with one of two things in it", { kind: "text", parts: [[known("x"), known("y")]] }, true],
  ["a text with perhaps nothing in it", { kind: "text", parts: [[known("x"), known("")], [open]] }, false],
  ["a text of which nothing is known", { kind: "text", parts: [[open]] }, false],
  ["what is known", known("x"), true],
  ["an empty text", known(""), false],
  ["null", known(null), false],
  ["a list that is known", known([]), false],
  ["a map", { kind: "map", entries: new Map() }, true],
  ["a JSON text", { kind: "document", of: [open] }, true],
  ["a list", list([]), false],
  ["what nobody knows", open, false],
])("%s is one thing that no function drops or takes apart: %s %s", (_, value, expected) => {
  expect(isOneThing(value)).toBe(expected);
});

describe("what a for expression meets", () => {
  const met = (collection: Value, settled = asItIs) => elementsOf(collection, settled);

  test("in a list is each element, by its place", () => {
    expect(met(list([[known("a")], [open]]))).toEqual({
      elements: [
        { key: [known(0)], value: [known("a")], certain: true },
        { key: [known(1)], value: [open], certain: true },
      ],
      loose: false,
    });
  });

  test("in a map is each member, sorted by its key", () => {
    const found = met(known({ b: 1, a: 2 }, { sensitive: true }));
    expect(found).toMatchObject({ elements: [{ value: [known(2, { sensitive: true })] }, { value: [{ value: 1 }] }] });
    expect(found).toMatchObject({ elements: [{ key: [known("a", { sensitive: true })] }, {}], loose: false });
    expect(met(known({ a: 2 }))).toEqual({
      elements: [{ key: [known("a")], value: [known(2)], certain: true }],
      loose: false,
    });
    expect(sortedKeys(["é", "z", "a", "😀", "\uFFFD"])).toEqual(["a", "z", "é", "\uFFFD", "😀"]);
  });

  test("in a set is each member by itself, and in a list of no order by a place that is open", () => {
    const members = [[known("a")], [known("b"), known("")]];
    expect(met(list(members, { loose: true, set: true }))).toMatchObject({
      elements: [
        { key: [known("a")], certain: true },
        { key: members[1], certain: false },
      ],
      loose: true,
    });
    expect(met(list(members, { loose: true }))).toMatchObject({
      elements: [{ key: [{ because: "the index of an element of a list whose order is not worked out" }] }, {}],
    });
  });

  test("in a computed list is each element that the plan knows", () => {
    const settled = (): Value => known(["x", "y"]);
    expect(met(attribute("members"), settled)).toMatchObject({
      elements: [{ value: [attribute("members", 0)] }, { value: [attribute("members", 1)] }],
      loose: false,
    });
    const why = "a for expression over aws_x.y.members, which is not known yet";
    expect(met(attribute("members"))).toMatchObject([{ because: why }]);
    expect(met(attribute("members"), () => known("x"))).toMatchObject([{ because: why }]);
  });

  test.each<[string, Value, string]>([
    ["over what nobody knows", open, "nobody knows"],
    [
      "over a module whose for_each is not worked out",
      { kind: "instances", at: () => [open] },
      "a for expression over a module whose instances are not known",
    ],
    ["over a text", known("x"), "a for expression over something that is no collection at hand"],
    [
      "over a variable whose type is not at hand",
      known({ a: 1 }, { loose: true }),
      "a for expression over a variable whose type is not in the plan",
    ],
  ])("%s is open", (_, collection, because) => {
    expect(met(collection)).toMatchObject([{ kind: "undetermined", because }]);
  });
});
