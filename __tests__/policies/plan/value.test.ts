import { describe, expect, test } from "@jest/globals";
import { descend, descendAnywhere } from "../../../policies/plan/values/access";
import {
  hasSecret,
  knownValue,
  looksTyped,
  structured,
  union,
  type Value,
  type Values,
} from "../../../policies/plan/values/value";

const known = (value: unknown, more: object = {}): Value => ({ kind: "known", value, ...more });
const list = (...items: Values[]): Value => ({ kind: "list", items });
const map = (entries: Record<string, Values>): Value => ({ kind: "map", entries: new Map(Object.entries(entries)) });
const attribute = (...path: string[]): Value => ({ kind: "attribute", address: "aws_x.y", type: "aws_x", path });
const open: Value = { kind: "undetermined", because: "nobody knows", settledBy: "ask" };

describe("of several sets of values", () => {
  test.each<[string, Value, Value]>([
    ["what is known", known({ a: [1] }), known({ a: [1] })],
    ["an attribute", attribute("arn"), attribute("arn")],
    ["a list", list([attribute("arn")], [known(1)]), list([attribute("arn")], [known(1)])],
    ["what nobody knows", open, open],
  ])("%s is told once", (_, one, other) => {
    expect(union([[one], [other]])).toEqual([other]);
  });

  const opened = map({ a: [open] });
  test.each<[string, Value, Value]>([
    ["a text and a number", known("1"), known(1)],
    ["what is a secret and what is not", known("x"), known("x", { sensitive: true })],
    ["two attributes", attribute("arn"), attribute("id")],
    ["lists in two orders", list([known(1)], [known(2)]), list([known(2)], [known(1)])],
    ["a list and a set", list([known(1)]), { ...list([known(1)]), set: true } as Value],
    ["a list of which the type is known, and not", known([1]), known([1], { loose: true })],
    ["two reasons", open, { ...open, because: "else" }],
    ["two maps", opened, map({ a: [open] })],
    ["lists of two maps", list([opened]), list([map({ a: [open] })])],
    ["two texts", { kind: "text", parts: [[open]] }, { kind: "text", parts: [[open]] }],
    ["two documents", { kind: "document", of: [open] }, { kind: "document", of: [open] }],
  ])("%s are two", (_, one, other) => {
    expect(union([[one], [other]])).toEqual([one, other]);
    expect(union([[one], [one]])).toEqual([one]);
  });

  test("more than a person would check are not told one by one", () => {
    const each = (count: number) => union(Array.from({ length: count }, (_, index) => knownValue(index)));
    expect(each(64)).toHaveLength(64);
    expect(each(65)).toMatchObject([{ kind: "undetermined", because: "more than 64 possible values" }]);
  });
});

describe("a secret is found", () => {
  const [secret, plain] = [known("x", { sensitive: true }), known("x")];

  test.each<[string, (part: Values) => Value]>([
    ["in what is known", ([part]) => part as Value],
    ["in a list", (part) => list([plain], [plain, ...part])],
    ["in a map", (part) => map({ a: [plain], b: [plain, ...part] })],
    ["in a text", (part) => ({ kind: "text", parts: [[plain], [plain, ...part]] })],
    ["in a document", (part) => ({ kind: "document", of: [plain, ...part] })],
  ])("%s, and none where there is none", (_, within) => {
    expect([hasSecret(within([secret])), hasSecret(within([plain]))]).toEqual([true, false]);
    expect([hasSecret(attribute("arn")), hasSecret(open)]).toEqual([false, false]);
  });
});

test.each<[unknown, boolean]>([
  ["true", true],
  ["-1.5", true],
  ["+7", true],
  [7, true],
  [false, true],
  ["trueish", false],
  ["a1", false],
  ["1.", false],
  ["", false],
  [null, false],
  [["7"], false],
])("%j may be of another type in Terraform than JSON shows: %s", (value, expected) => {
  expect(looksTyped(value)).toBe(expected);
});

test("what is known is taken apart as it is, a secret in each part, and loose where a type may have made more of it", () => {
  expect(structured(known([1, "x"], { sensitive: true }))).toEqual(
    list([known(1, { sensitive: true })], [known("x", { sensitive: true })]),
  );
  expect(structured(known({ a: 1, b: "x", c: null, d: [2] }, { loose: true }))).toEqual({
    ...map({ a: [known(1, { loose: true })], b: [known("x")], c: [known(null)], d: [known([2], { loose: true })] }),
    untyped: true,
  });
  expect([structured(known("x")), structured(known(null)), structured(open)]).toEqual([known("x"), known(null), open]);
});

describe("a step", () => {
  const eleven = list(...Array.from({ length: 11 }, (_, index) => knownValue(index)));
  const why = (values: Values) => values.map((value) => (value.kind === "undetermined" ? value.because : value));

  test("leads to an element, a member or an attribute", () => {
    expect(descend([eleven], 10)).toEqual([known(10)]);
    expect(descend([eleven], "10")).toEqual([known(10)]);
    expect(descend([map({ "1": [known("x")] })], 1)).toEqual([known("x")]);
    expect(descend([attribute("a")], "b")).toEqual([attribute("a", "b")]);
    expect(descend([map({ a: [known(1)] })], 0)).toEqual([map({ a: [known(1)] })]);
    expect(descend([open], 0)).toEqual([open]);
  });

  test.each<[string, Value, string | number, string]>([
    ["a list, by no number", eleven, "1a", "no element 1a"],
    ["a list, by another text", eleven, "a1", "no element a1"],
    ["a list, beyond its end", eleven, 11, "no element 11"],
    ["a map, by a key that it has not", map({}), "a", "no key a"],
    ["what is plain", known("x"), "a", "no a in a plain value"],
    ["a text", { kind: "text", parts: [] }, "a", "no a in a text"],
    ["a document", { kind: "document", of: [] }, "a", "no a in a text"],
  ])("into %s, leads nowhere", (_, value, key, because) => {
    expect(why(descend([value], key))).toEqual([because]);
  });

  test("whose key is open leads to any element", () => {
    expect(descendAnywhere([list([known(1)], [known(2)])])).toEqual([known(1), known(2)]);
    expect(descendAnywhere([map({ a: [known(1)], b: [known(2)] })])).toEqual([known(1), known(2)]);
    expect(why(descendAnywhere([list()]))).toEqual(["an index that is not known yet"]);
    expect(why(descendAnywhere([attribute("a")]))).toEqual(["an index that is not known yet"]);
  });
});
