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
    ["reverse()", built("reverse", list(narrow, all))],
    ["sort()", built("sort", list(narrow, all))],
    ["compact()", built("compact", list(narrow, all))],
    ["distinct()", built("distinct", list(narrow, all))],
    ["flatten()", built("flatten", list(narrow, all))],
    ["tolist() of a set", built("tolist", built("toset", list(narrow, all)))],
    ["concat() of a sorted list", built("concat", built("sort", list(narrow, all)))],
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
    expect(callFunction("one", [built("compact", list(knownValue(""), narrow))], false)).toMatchObject([
      { kind: "undetermined" },
    ]);
  });

  test("has no place in a text that joins them", () => {
    const joined = built("join", knownValue(":"), built("reverse", list(narrow, all)));
    expect(joined).toMatchObject([{ kind: "undetermined" }]);
  });
});
