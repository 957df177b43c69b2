import { describe, expect, test } from "@jest/globals";
import { callFunction, operate } from "../../../policies/plan/values/operations";
import { knownValue, type Values } from "../../../policies/plan/values/value";
import { asDeclared } from "../../../policies/plan/values/variable-type";

const [attribute]: Values = [{ kind: "attribute", address: "aws_x.y", type: "aws_x", path: ["arn"] }];
const given = (value: unknown, type: string | undefined, fallback?: unknown): Values =>
  knownValue(value).map((each) => asDeclared(each, { type, default: fallback, sensitive: false }));

describe("what a variable is given", () => {
  test.each<[unknown, string, unknown]>([
    ["true", "bool", true],
    ["false", "bool", false],
    [true, "bool", true],
    ["yes", "bool", "yes"],
    ["3", "number", 3],
    ["-1.5", "number", "-1.5"],
    ["9007199254740993", "number", "9007199254740993"],
    ["three", "number", "three"],
    [5, "string", "5"],
    [true, "string", "true"],
    [1e300, "string", 1e300],
    ["true", "string", "true"],
    ["true", "any", "true"],
    ["true", "list(string)", "true"],
    [null, "bool", null],
  ])("%j, of the type %s, is %j", (value, type, expected) => {
    expect(given(value, type)).toEqual(knownValue(expected));
  });

  test("keeps an attribute as it is, and a secret one", () => {
    expect(attribute && asDeclared(attribute, { type: "string", sensitive: false })).toBe(attribute);
    const secret = { kind: "known", value: "true", sensitive: true } as const;
    expect(asDeclared(secret, { type: "bool", sensitive: true })).toEqual({ ...secret, value: true });
  });
});

describe("what is compared with a variable whose type is not at hand", () => {
  test.each<[string, Values, unknown, boolean | undefined]>([
    ["a text that may be a condition", given("true", undefined), "true", undefined],
    ["a condition that may be a text", given(true, undefined), true, undefined],
    ["a text that may be a number", given("3", undefined), 3, undefined],
    ["a text that is a text", given("x", undefined), "x", true],
    ["what is the default too", given(true, undefined, true), true, true],
    ["a default of another type", given("3", undefined, 3), "3", undefined],
    ["null", given("true", undefined), null, false],
    [
      "a variable that is not declared",
      knownValue("true").map((each) => asDeclared(each, undefined)),
      "true",
      undefined,
    ],
  ])("%s", (_, variable, other, equal) => {
    const open = [expect.objectContaining({ kind: "undetermined" })];
    for (const operands of [
      [variable, knownValue(other)],
      [knownValue(other), variable],
    ]) {
      expect(operate("==", operands)).toEqual(equal === undefined ? open : knownValue(equal));
      expect(operate("!=", operands)).toEqual(equal === undefined ? open : knownValue(!equal));
    }
  });

  test("is handed on by a function as it is", () => {
    expect(callFunction("coalesce", [knownValue(null), given("3", undefined)], false)).toEqual(given("3", undefined));
  });
});

describe("Terraform compares more finely than JavaScript", () => {
  test.each<[string, unknown, unknown, boolean | undefined]>([
    ["large numbers", 9007199254740992, 9007199254740992, undefined],
    ["fractions", 0.5, 0.5, undefined],
    ["fractions that differ", 0.5, 0.25, false],
    ["a letter and its accent", "e\u0301", "\u00e9", true],
  ])("%s", (_, left, right, equal) => {
    const result = operate("==", [knownValue(left), knownValue(right)]);
    expect(result).toEqual(
      equal === undefined ? [expect.objectContaining({ kind: "undetermined" })] : knownValue(equal),
    );
  });

  test.each(["+", "<", "%"])("%s of what is not a whole number is left open", (operator) => {
    expect(operate(operator, [knownValue(0.1), knownValue(0.2)])).toMatchObject([{ kind: "undetermined" }]);
  });
});
