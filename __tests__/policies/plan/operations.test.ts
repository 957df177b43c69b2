import { describe, expect, test } from "@jest/globals";
import { callFunction, operate } from "../../../policies/plan/values/operations";
import { knownValue, undetermined, type Values } from "../../../policies/plan/values/value";

const open = undetermined("not known yet");
const list = (...items: Values[]): Values => [{ kind: "list", items }];

describe("operators over values", () => {
  test.each<[string, unknown[], unknown]>([
    ["==", ["a", "a"], true],
    ["==", [null, null], true],
    ["==", [null, "a"], false],
    ["==", ["1", 1], undefined],
    ["==", [[1], [1]], undefined],
    ["!=", ["a", "b"], true],
    ["!=", ["a", 1], undefined],
    ["&&", [true, true], true],
    ["&&", [true, "a"], undefined],
    ["&&", ["a", true], undefined],
    ["||", [false, false], false],
    ["||", [false, "a"], undefined],
    ["||", ["a", false], undefined],
    ["<", [1, 2], true],
    ["<", [2, 2], false],
    ["<=", [2, 2], true],
    ["<=", [3, 2], false],
    [">", [3, 2], true],
    [">", [2, 2], false],
    [">=", [2, 2], true],
    [">=", [1, 2], false],
    ["<", ["1", 2], undefined],
    ["<", [1, "2"], undefined],
    ["+", [1, 2], 3],
    ["-", [1, 2], -1],
    ["*", [3, 2], 6],
    ["/", [3, 2], undefined],
    ["%", [7, 4], 3],
    ["%", [7.5, 4], undefined],
    ["%", [7, 0.5], undefined],
    ["%", [7, 0], undefined],
    ["!", [true], false],
    ["!", ["true"], undefined],
    ["-", [2], -2],
    ["-", ["2"], undefined],
  ])("%s of %j is %j", (operator, operands, expected) => {
    const result = operate(operator, operands.map(knownValue));
    if (expected === undefined)
      expect(result).toMatchObject([{ kind: "undetermined", because: `${operator} over values of another type` }]);
    else expect(result).toEqual(knownValue(expected));
  });

  test.each<[string, Values[], unknown]>([
    ["&&", [open, knownValue(false)], false],
    ["&&", [open, knownValue(true)], undefined],
    ["||", [knownValue(true), open], true],
    ["||", [knownValue(false), open], undefined],
    ["==", [knownValue("a"), open], undefined],
    ["==", [open, knownValue("a")], undefined],
    ["==", [[...knownValue("a"), ...knownValue("b")], knownValue("a")], undefined],
    ["!", [open], undefined],
  ])("%s with an open operand", (operator, operands, expected) => {
    const result = operate(operator, operands);
    const because = `the operands of ${operator} are not known yet`;
    expect(result).toMatchObject(expected === undefined ? [{ kind: "undetermined", because }] : knownValue(expected));
  });
});

describe("what is compared with null", () => {
  const attribute = (type: string, ...path: (string | number)[]): Values => [
    { kind: "attribute", address: "x.y", type, path },
  ];
  const nothing = knownValue(null);

  test.each<[string, Values, boolean | undefined]>([
    ["an ARN", attribute("aws_x", "arn"), false],
    ["an id", attribute("awscc_x", "id"), false],
    ["one of two ARNs", [...attribute("aws_x", "arn"), ...attribute("aws_y", "arn")], false],
    ["an ARN or a text", [...attribute("aws_x", "arn"), ...knownValue("a")], false],
    ["a list", list(open), false],
    ["a map", [{ kind: "map", entries: new Map() }], false],
    ["null", nothing, true],
    ["an ARN or null", [...attribute("aws_x", "arn"), ...nothing], undefined],
    ["another attribute", attribute("aws_x", "kms_key_arn"), undefined],
    ["an ARN within an attribute", attribute("aws_x", "models", "arn"), undefined],
    ["the ARN of a data source", attribute("data.aws_x", "arn"), undefined],
    ["an ARN of another provider", attribute("corpaws_x", "arn"), undefined],
    ["what is not known", open, undefined],
  ])("%s is null, or not", (_, values, isNull) => {
    for (const operands of [
      [values, nothing],
      [nothing, values],
    ]) {
      const answers = ["==", "!="].map((operator) => operate(operator, operands));
      if (isNull === undefined) expect(answers).toMatchObject([[{ kind: "undetermined" }], [{ kind: "undetermined" }]]);
      else expect(answers).toEqual([knownValue(isNull), knownValue(!isNull)]);
    }
    expect(operate("<", [values, nothing])).toMatchObject([{ kind: "undetermined" }]);
  });
});

describe("functions", () => {
  const [a, b] = [knownValue("a"), knownValue("b")];

  test.each<[string, Values[], Values]>([
    ["try", [a, b], [...a, ...b]],
    ["try", [a, a], a],
    ["coalesce", [knownValue(null), knownValue(""), a], a],
    ["coalesce", [a, b], [...a, ...b]],
    ["one", [list()], knownValue(null)],
    ["one", [list(a)], a],
    ["element", [list(a, b), knownValue(3)], b],
    ["element", [list(a, b), knownValue(-1)], b],
    ["element", [list(a, b), open], [...a, ...b]],
    ["element", [list(a, b)], [...a, ...b]],
  ])("%s(%j)", (name, args, expected) => {
    expect(callFunction(name, args, false)).toEqual(expected);
  });

  test.each<[string, Values[], boolean, string]>([
    ["try", [a], true, "try() with a list spread into its arguments"],
    ["try", [], false, "try() without an argument"],
    ["coalesce", [knownValue(null), knownValue("")], false, "coalesce() of nothing"],
    ["one", [a], false, "one() of something that is not a list at hand"],
    ["one", [list(a, b)], false, "one() of a list of several"],
    ["element", [a, knownValue(0)], false, "element() of something that is not a list at hand"],
    ["element", [list(), knownValue(0)], false, "element() of an empty list"],
    ["element", [list(a, b), knownValue(0.5)], false, "element() at no place of the list"],
    ["replace", [a], false, "the function replace() is not followed"],
  ])("%s(%j) proves nothing", (name, args, spread, because) => {
    expect(callFunction(name, args, spread)).toMatchObject([{ kind: "undetermined", because }]);
  });
});
