import { describe, expect, test } from "@jest/globals";
import { mentions, written } from "../../../policies/plan/values/told";

describe("what is written is shown", () => {
  const json = { a: [{ b: "${var.x}" }], one: { c: 1 }, text: "${var.y}" };

  test.each<[(string | number)[], string]>([
    [["a", 0, "b"], "${var.x}"],
    [["a"], '[{"b":"${var.x}"}]'],
    [["one", 0, "c"], "1"],
    [["text", 0], "${var.y}"],
    [["text", "never"], "${var.y}"],
    [["a", 1, "b"], '[{"b":"${var.x}"}]'],
    [[], JSON.stringify(json)],
  ])("at %j, so far as it is written out: %s", (path, expected) => {
    expect(written(json, path)).toBe(expected);
  });

  test.each([
    ["${sensitive(var.x)}", "${sensitive(…)}"],
    ["a-${f(sensitive(var.x), var.y)}-b", "a-${f(sensitive(…)}"],
    ["${nonsensitive(var.x)}", "${nonsensitive(var.x)}"],
    ["${is_sensitive(var.x)}", "${is_sensitive(var.x)}"],
  ])("and what sensitive() hides is not: %s", (text, expected) => {
    expect(written(text, [])).toBe(expected);
  });

  test("and of a long text its beginning", () => {
    expect(written("x".repeat(300), [])).toBe("x".repeat(300));
    expect(written("x".repeat(301), [])).toBe(`${"x".repeat(300)}…`);
  });
});

test("an expression of which the plan tells names only, or nothing, says so", () => {
  expect(mentions("var.x", "aws_x.a.v")).toBe("aws_x.a.v mentions var.x; what it computes from it is not in the plan");
  expect(mentions(undefined, "aws_x.a.v")).toBe("the source of aws_x.a.v is not in the plan");
});
