import { describe, expect, test } from "@jest/globals";
import { judge } from "../properties/judge";
import { goodArn, type Model, type Test } from "../properties/model";

const good: Model = { kind: "attribute", of: "one", attribute: "arn" };
const bad: Model = { kind: "literal", value: "amazon.nova-lite-v1:0" };
const open: Model = { kind: "attribute", of: "later", attribute: "arn" };
const undecided: Test = { kind: "unknown" };
const yes: Test = { kind: "variable", value: true };
const no: Test = { kind: "variable", value: false };

const when = (test: Test, then: Model, otherwise: Model): Model => ({ kind: "conditional", test, then, otherwise });
const either = (test: Test, then: Model, otherwise: Model): Model => ({ kind: "eitherModule", test, then, otherwise });
const call = (name: "try" | "coalesce" | "one" | "lower", ...args: Model[]): Model => ({ kind: "call", name, args });
const through = (kind: "local" | "output" | "parentheses" | "template" | "text", of: Model): Model => ({ kind, of });

describe("what an expression can be, when the plan knows nothing of it", () => {
  test.each<[string, Model, string]>([
    ["one of two profiles", when(undecided, good, { ...good, of: "counted[1]" }), "pass"],
    ["a profile or a model", when(undecided, good, bad), "undetermined"],
    ["a model or a profile", when(undecided, bad, good), "undetermined"],
    ["the branch that a variable chooses", when(yes, good, bad), "pass"],
    ["the other branch", when(no, good, bad), "fail"],
    ["the output of one of two modules, the first bad", either(undecided, bad, good), "undetermined"],
    ["the output of one of two modules, the last bad", either(undecided, good, bad), "undetermined"],
    ["the output of one of two good modules", either(undecided, good, good), "pass"],
    ["the output of the module that a variable chooses", either(yes, good, bad), "pass"],
    ["both operands of try", call("try", good, bad), "undetermined"],
    ["try, all of it good", call("try", good, good), "pass"],
    ["coalesce past null and an empty text", call("coalesce", { kind: "literal", value: null }, good), "pass"],
    ["coalesce past an empty text", call("coalesce", { kind: "literal", value: "" }, good), "pass"],
    ["coalesce of two", call("coalesce", good, bad), "undetermined"],
    ["the one of a list", call("one", good), "pass"],
    ["a function that is not followed", call("lower", good), "undetermined"],
    ["an element", { kind: "element", items: [bad, good], at: 1 }, "pass"],
    ["an element at a place not known", { kind: "element", items: [bad, good], at: "unknown" }, "undetermined"],
    ["an index", { kind: "index", items: [bad, good], at: 0 }, "fail"],
    ["an index not known", { kind: "index", items: [good, good], at: "unknown" }, "pass"],
    ["a key", { kind: "member", red: bad, blue: good, key: "blue" }, "pass"],
    ["a key not known", { kind: "member", red: bad, blue: good, key: "unknown" }, "undetermined"],
    ["a splat", { kind: "splat", attribute: "arn", at: 1 }, "pass"],
    ["a splat of the wrong attribute", { kind: "splat", attribute: "id", at: 1 }, "fail"],
    ["a local", through("local", through("local", good)), "pass"],
    ["a module's output", through("output", through("output", good)), "pass"],
    ["text around it", through("text", good), "undetermined"],
    ["a template of nothing else", through("template", through("parentheses", good)), "pass"],
    ["the wrong attribute", { ...good, attribute: "id" }, "fail"],
    ["an attribute of something else", open, "undetermined"],
    ["a literal ARN", { kind: "literal", value: goodArn }, "pass"],
  ])("%s", async (_, model, verdict) => {
    expect(await judge([model], { forget: true })).toEqual([verdict]);
    expect(await judge([model], { forget: true, inModule: () => true })).toEqual([verdict]);
  });
});

describe("a condition", () => {
  const word = (operator: "==" | "!=", text: string): Test => ({ kind: "word", operator, word: text });
  const number = (operator: "<" | ">=", than: number): Test => ({ kind: "number", operator, than });
  const not = (of: Test): Test => ({ kind: "not", of });
  const both = (left: Test, operator: "&&" | "||", right: Test): Test => ({ kind: "both", operator, left, right });

  test.each<[string, Test, boolean | undefined]>([
    ["equal", word("==", "x"), true],
    ["equal, and it is not", word("==", "y"), false],
    ["unequal", word("!=", "y"), true],
    ["unequal, and it is equal", word("!=", "x"), false],
    ["less", number("<", 3), true],
    ["less, at the edge", number("<", 2), false],
    ["not less, at the edge", number(">=", 2), true],
    ["not less", number(">=", 3), false],
    ["an attribute that the plan knows", { kind: "attribute", value: true }, true],
    ["not", not(yes), false],
    ["not of what is not known", not(undecided), undefined],
    ["and", both(yes, "&&", yes), true],
    ["and with a false side", both(undecided, "&&", no), false],
    ["and with an open side", both(yes, "&&", undecided), undefined],
    ["or", both(no, "||", no), false],
    ["or with a true side", both(undecided, "||", yes), true],
    ["or with an open side", both(no, "||", undecided), undefined],
  ])("%s", async (_, condition, decided) => {
    const verdicts = await judge([when(condition, good, bad), when(condition, bad, good)], { forget: true });
    const expected =
      decided === undefined ? ["undetermined", "undetermined"] : decided ? ["pass", "fail"] : ["fail", "pass"];
    expect(verdicts).toEqual(expected);
  });
});
