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
    ["f(a..., b)", "f(a, b)"],
    ["a // why\n  .c", 'a["c"]'],
    ["a # why\n  .c", 'a["c"]'],
    ["a\u00a0.c", 'a["c"]'],
    ["a\u007f", "opaque: unexpected text at 1"],
    ["a[ * ].b", 'a[*]{"b"}'],
    ["a[*][*]", "opaque: a splat in a splat"],
    ["a[*].b[ *]", "opaque: a splat in a splat"],
    ["a[*].b.*", "opaque: a splat in a splat"],
    ["a\n  == b", "(== a b)"],
    ["{\n  a = [\n    1,\n    2\n  ]\n  b = 3\n}", '{"a": [1, 2], "b": 3}'],
    ["{\n  a = f(\n    1\n  )\n  b = (\n    2\n  )\n}", '{"a": f(1), "b": 2}'],
    ["{\n  a = b[\n    1\n  ]\n  c = 2\n}", '{"a": b[1], "c": 2}'],
    ['{\n  a = "${\n    b\n  }"\n  c = 2\n}', '{"a": b, "c": 2}'],
    ["{\n  a = b ?\n    1 :\n    2\n}", '{"a": (b ? 1 ? 2)}'],
    ["{\n  a = 1\n  -b = 2\n}", '{"a": 1, (- b): 2}'],
    ["true", "true"],
    ["false", "false"],
    ["trueish", "trueish"],
    ['""', '""'],
    ['"\\\\ \\t\\r"', '"\\\\ \\t\\r"'],
    ['"\\U0001F600"', '"😀"'],
    ['"\\U0010FFFF"', '"\u{10ffff}"'],
    ['"\\U00110000"', "opaque: an unknown escape"],
    ['"\\u12"', "opaque: an unknown escape"],
    ['"\\q"', "opaque: an unknown escape"],
    ['"${ a ~}"', "opaque: a trimmed interpolation"],
    ["[".repeat(99) + "]".repeat(99), `${"[".repeat(99)}${"]".repeat(99)}`],
    ["[".repeat(101) + "]".repeat(101), "opaque: nested too deeply"],
    [`[${"[1], ".repeat(300)}]`, `[${Array.from({ length: 300 }, () => "[1]").join(", ")}]`],
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
    ["", '""'],
    ['say "${a}"', 'template("say \\"", a, "\\"")'],
    ["5 % or 5 $, $", '"5 % or 5 $, $"'],
    ["${a ~}", "opaque: a trimmed interpolation"],
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
