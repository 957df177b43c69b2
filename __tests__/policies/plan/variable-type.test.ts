import { describe, expect, test } from "@jest/globals";
import { descend } from "../../../policies/plan/values/access";
import { callFunction, operate } from "../../../policies/plan/values/operations";
import { hasSecret, knownValue, plain, type Values } from "../../../policies/plan/values/value";
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

/** Through the declared type, as plain JSON. */
const through = (value: unknown, type: string): unknown => given(value, type).map(plain)[0]?.value;

describe("what an object or a list is made of by its type", () => {
  test.each<[string, string, unknown, unknown]>([
    ["members as they are", "object({ a = string })", { a: "x" }, { a: "x" }],
    ["no other members", "object({ a = string })", { a: "x", b: "y" }, { a: "x" }],
    [
      "members of another type",
      "object({ a = string, b = bool, c = number })",
      { a: 1, b: "true", c: "2" },
      { a: "1", b: true, c: 2 },
    ],
    ["null for what may be left out", "object({ a = optional(string) })", {}, { a: null }],
    ["a default", 'object({ a = optional(string, "x") })', {}, { a: "x" }],
    ["a default for null", 'object({ a = optional(string, "x") })', { a: null }, { a: "x" }],
    ["no default where it is given", 'object({ a = optional(string, "x") })', { a: "y" }, { a: "y" }],
    ["a default of another type", "object({ a = optional(string, 1) })", {}, { a: "1" }],
    [
      "defaults within defaults",
      'object({ a = optional(object({ b = optional(string, "x"), c = optional(list(string), ["y"]) }), {}) })',
      {},
      { a: { b: "x", c: ["y"] } },
    ],
    [
      "maps of objects",
      "map(object({ a = optional(bool, true) }))",
      { k: {}, l: { a: false } },
      { k: { a: true }, l: { a: false } },
    ],
    ["lists of objects", "list(object({ a = optional(bool, true) }))", [{}], [{ a: true }]],
    ["sets", "set(number)", ["1"], [1]],
    ["tuples", "tuple([string, number])", [1, "2"], ["1", 2]],
    ["tuples of another length", "tuple([string])", [1, 2], [1, 2]],
    ["any", "any", { a: "1" }, { a: "1" }],
    ["members of any type", "map(any)", { a: "x" }, { a: "x" }],
    ["a list without a type", "list", ["x"], ["x"]],
    ["null", "object({ a = string })", null, null],
    ["what is no object", "object({ a = string })", ["x"], ["x"]],
    ["what is no map", "map(string)", ["x"], ["x"]],
    ["what is no list", "list(string)", { a: "x" }, { a: "x" }],
  ])("%s, with the type %s", (_, type, value, expected) => {
    expect(through(value, type)).toEqual(expected);
  });

  test("is not worked out without a member that has to be there", () => {
    expect(descend(given({}, "object({ a = string })"), "a")).toMatchObject([{ kind: "undetermined" }]);
  });

  test("is not worked out where it is of a type that is not modelled", () => {
    for (const type of [
      "object(var.x)",
      "object({ (a) = string })",
      "object({ a = f(string) })",
      "object({ a = optional(string, f()) })",
      "tuple(string)",
      "tuple([f()])",
      "map(string, string)",
      "map(thing)",
      "thing",
      "optional(string)",
      "[",
    ]) {
      expect([type, given([1], type)]).toEqual([type, [{ kind: "known", value: [1], loose: true }]]);
    }
  });

  test("may be the default where an attribute may be null", () => {
    const at = (...path: string[]): Values => [{ kind: "attribute", address: "aws_x.y", type: "aws_x", path }];
    const declared = { type: 'object({ a = optional(string, "x") })', sensitive: false };
    const made = (values: Values): Values =>
      descend([asDeclared({ kind: "map", entries: new Map([["a", values]]) }, declared)], "a");
    expect(made(at("kms_key"))).toEqual([...at("kms_key"), ...knownValue("x")]);
    expect(made(at("arn"))).toEqual(at("arn"));
    expect(made(knownValue("y"))).toEqual(knownValue("y"));
  });

  test("has members of one type, whichever, that compare as nothing certain where the type does not say", () => {
    const [member] = descend(given({ a: "1", b: "x" }, "map(any)"), "a");
    expect(member).toEqual({ kind: "known", value: "1", loose: true });
    expect(descend(given({ a: "1", b: "x" }, "map(any)"), "b")).toEqual(knownValue("x"));
    expect(descend(given({ a: { b: "1", c: "x" } }, undefined), "a")).toMatchObject([{ loose: true }]);
    expect(descend(descend(given({ a: { b: "1", c: "x" } }, undefined), "a"), "b")).toMatchObject([{ loose: true }]);
    expect(descend(descend(given({ a: { b: "1", c: "x" } }, undefined), "a"), "c")).toEqual(knownValue("x"));
  });

  test("keeps a secret in each of its parts", () => {
    const secret = { kind: "known", value: { a: "x" }, sensitive: true } as const;
    const made = asDeclared(secret, { type: "object({ a = string })", sensitive: true });
    expect(descend([made], "a")).toEqual([{ kind: "known", value: "x", sensitive: true }]);
    expect(hasSecret(made)).toBe(true);
  });
});

test.each<[string, Values, boolean]>([
  ["a list of a secret", [{ kind: "list", items: [[{ kind: "known", value: 1, sensitive: true }]] }], true],
  [
    "a text with a secret",
    [{ kind: "text", parts: [knownValue(1), [{ kind: "known", value: 1, sensitive: true }]] }],
    true,
  ],
  ["a document of a secret", [{ kind: "document", of: [{ kind: "known", value: 1, sensitive: true }] }], true],
  ["a map without one", [{ kind: "map", entries: new Map([["a", knownValue(1)]]) }], false],
  ["an attribute", [{ kind: "attribute", address: "aws_x.y", type: "aws_x", path: ["arn"] }], false],
])("%s is known as one, or not", (_, values, expected) => {
  expect(values.map(hasSecret)).toEqual([expected]);
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
