import { describe, expect, test } from "@jest/globals";
import { getExpressionAst } from "@cdktn/hcl2json";
import type { Expression } from "../../../policies/plan/expression/ast";
import { parseExpression, parseTemplate } from "../../../policies/plan/expression/parse";

/** An expression as text again, so that tables stay readable. */
function render(expression: Expression): string {
  switch (expression.kind) {
    case "literal":
      return JSON.stringify(expression.value);
    case "name":
      return expression.name;
    case "get":
      return `${render(expression.of)}[${render(expression.key)}]`;
    case "splat":
      return `${render(expression.of)}[*]{${expression.each.map(render).join(",")}}`;
    case "conditional":
      return `(${[expression.test, expression.then, expression.otherwise].map(render).join(" ? ")})`;
    case "call":
      return `${expression.name}(${expression.args.map(render).join(", ")}${expression.spread ? "..." : ""})`;
    case "template":
      return `template(${expression.parts.map(render).join(", ")})`;
    case "tuple":
      return `[${expression.items.map(render).join(", ")}]`;
    case "object":
      return `{${expression.entries.map(([key, value]) => `${render(key)}: ${render(value)}`).join(", ")}}`;
    case "operation":
      return `(${[expression.operator, ...expression.operands.map(render)].join(" ")})`;
    case "opaque":
      return `opaque: ${expression.why}`;
  }
}

describe("expressions", () => {
  test.each([
    ["a.b.c", 'a["b"]["c"]'],
    ["a.b.0.c", 'a["b"][0]["c"]'],
    ['a["x.y"].c', 'a["x.y"]["c"]'],
    ["a[b.c].d", 'a[b["c"]]["d"]'],
    ["a.b[*].c[0]", 'a["b"][*]{"c",0}'],
    ["a.b.*.c[0]", 'a["b"][*]{"c"}[0]'],
    ["(a.b)", 'a["b"]'],
    ["(a ? b : c).d", '(a ? b ? c)["d"]'],
    ["a ? b : c ? d : e", "(a ? b ? (c ? d ? e))"],
    ["a == null && !b || c", "(|| (&& (== a null) (! b)) c)"],
    ["1 + 2 * -3 <= 4", "(<= (+ 1 (* 2 (- 3))) 4)"],
    ["try(a.b, 'x')", "opaque: unexpected text at 9"],
    ['try(a.b, "x")', 'try(a["b"], "x")'],
    ["coalesce(a...)", "coalesce(a...)"],
    ["f(a,)", "f(a)"],
    ['{ a = 1, "b" : 2, (c.d) = 3 }', '{"a": 1, "b": 2, c["d"]: 3}'],
    ["{\n  a = b\n  (k) = c # why\n}", '{"a": b, k: c}'],
    ["[a, [1.5], true, null]", "[a, [1.5], true, null]"],
    ['"a\\"\\n\\u0041$${b}"', '"a\\"\\nA${b}"'],
    ['"x-${a.b}"', 'template("x-", a["b"])'],
    ['"${a}"', "a"],
    ["a /* b */ . c", 'a["c"]'],
    ["[for x in y : x]", "opaque: a for expression"],
    ["{ for k, v in y : k => v }", "opaque: a for expression"],
    ["provider::aws::arn_parse(a)", "opaque: a provider's function"],
    ["a b", "opaque: unexpected text at 2"],
    ["a.", "opaque: expected a name at 2"],
    ["a[", "opaque: unexpected text at 2"],
    ["", "opaque: unexpected text at 0"],
    ['"a', "opaque: a string without an end"],
    ["(".repeat(100_000), "opaque: nested too deeply"],
  ])("%j", (text, expected) => {
    expect(render(parseExpression(text))).toBe(expected);
  });
});

describe("strings of JSON configuration", () => {
  test.each([
    ["plain", '"plain"'],
    ["${a.b}", 'a["b"]'],
    ["${a}${b}", "template(a, b)"],
    ["$${a.b}", '"${a.b}"'],
    ["%%{if}", '"%{if}"'],
    ['{"a": "${b}"}', 'template("{\\"a\\": \\"", b, "\\"}")'],
    ["back\\slash ${a}", 'template("back\\\\slash ", a)'],
    ["${a}}", 'template(a, "}")'],
    ["${~ a ~}", "opaque: a trimmed interpolation"],
    ["%{ if a }x%{ endif }", "opaque: a template directive"],
    ["${a", "opaque: expected } at 3"],
  ])("%j", (text, expected) => {
    expect(render(parseTemplate(text))).toBe(expected);
  });
});

/** HashiCorp's own parser, compiled to WebAssembly, is the judge of what an expression is. */
describe("agrees with HashiCorp's parser", () => {
  const kinds: Record<string, Expression["kind"]> = {
    scopeTraversal: "get",
    relativeTraversal: "get",
    index: "get",
    splat: "splat",
    conditional: "conditional",
    function: "call",
    tuple: "tuple",
    object: "object",
    unaryOp: "operation",
    binaryOp: "operation",
    literalValue: "literal",
  };

  test.each([
    "aws_x.y.arn",
    'aws_x.y["k"].arn',
    "aws_x.y[each.key].arn",
    "f(a)[0].b",
    "aws_x.y[*].arn",
    "aws_x.y.*.arn",
    "a ? b : c",
    "a.b == c.d ? e.f : g.h",
    "try(a.b, c.d)",
    "[a.b, c.d]",
    "{ a = b.c }",
    "!a.b",
    "a.b && c.d",
    "a.b - c.d",
    "true",
    "12.5",
  ])("on the kind of %s", async (text) => {
    const ast = await getExpressionAst("main.tf", text);
    expect(parseExpression(text).kind).toBe(kinds[ast?.type ?? ""]);
  });

  test.each(["a b", "a.", "a[", "f(a", "a ? b", "{ a = }", "1 +", "a..b", "[a b]"])("on refusing %s", async (text) => {
    await expect(getExpressionAst("main.tf", text)).rejects.toThrow();
    expect(parseExpression(text).kind).toBe("opaque");
  });
});
