import { describe, expect, test } from "@jest/globals";
import {
  certainText,
  certainty,
  certainValue,
  describe as describeAttribute,
  known,
  type Attribute,
  type PossibleValue,
} from "../../../policies/attribute";

const resolved = (members: object = {}): PossibleValue => ({
  kind: "resolved",
  of: "aws_x.y",
  type: "aws_x",
  attribute: "arn",
  ...members,
});
const open: PossibleValue = { kind: "undetermined", because: "why", settledBy: "how" };
const may = (...possible: PossibleValue[]): Attribute => ({ possible, trail: [] });
const of = (value: unknown, sensitive = false): PossibleValue => ({ kind: "known", value, sensitive });

test.each<[string, Attribute, string]>([
  ["all yes", may(of(1), of(1)), "yes"],
  ["all no", may(of(2), of(3)), "no"],
  ["some of each", may(of(1), of(2)), "unknown"],
  ["an open one", may(of(1), open), "unknown"],
  ["nothing at all", may(), "unknown"],
])("a question over %s", (_, attribute, expected) => {
  const ask = (value: PossibleValue) => (value.kind !== "known" ? "unknown" : value.value === 1 ? "yes" : "no");
  expect(certainty(attribute, ask)).toBe(expected);
});

describe("what is certain", () => {
  test.each<[string, Attribute, { value: unknown } | undefined, string | undefined]>([
    ["a text", known("a"), { value: "a" }, "a"],
    ["a number", known(20), { value: 20 }, "20"],
    ["null", known(null), { value: null }, undefined],
    ["a list", known(["a"]), { value: ["a"] }, undefined],
    ["a reference whose value is known", may(resolved({ value: "a" })), { value: "a" }, "a"],
    ["a reference", may(resolved()), undefined, undefined],
    ["something open", may(open), undefined, undefined],
    ["one of two", may(of("a"), of("b")), undefined, undefined],
    ["nothing", may(), undefined, undefined],
  ])("of %s", (_, attribute, value, text) => {
    expect(certainValue(attribute)).toEqual(value);
    expect(certainText(attribute)).toBe(text);
  });
});

test("the way that led to a value is kept", () => {
  expect(known("a", ["seen"])).toEqual({ possible: [of("a")], trail: ["seen"] });
  expect(known("a").trail).toEqual([]);
});

test.each<[string, Attribute, string]>([
  ["a text", known("a"), '"a"'],
  ["a number", known(1), "1"],
  ["an object", known({ a: [null] }), '{"a":[null]}'],
  ["a secret", may(of("hunter2", true)), "(sensitive value)"],
  ["a reference", may(resolved({ value: "a" })), "aws_x.y.arn"],
  ["something open", may(open), "something undetermined (why)"],
  ["either", may(of("a"), resolved()), '"a" or aws_x.y.arn'],
  ["198 characters", known("a".repeat(198)), `"${"a".repeat(198)}"`],
  ["199 characters", known("a".repeat(199)), `"${"a".repeat(199)}…`],
])("%s in words", (_, attribute, words) => {
  expect(describeAttribute(attribute)).toBe(words);
});
