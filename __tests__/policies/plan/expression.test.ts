import { describe, expect, test } from "@jest/globals";
import { getExpressionAst } from "@cdktn/hcl2json";
import type { Expression, ForExpression } from "../../../policies/plan/expression/ast";
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
    case "for":
      return renderFor(expression);
    case "operation":
      return `(${[expression.operator, ...expression.operands.map(render)].join(" ")})`;
    case "opaque":
      return `opaque: ${expression.why}`;
  }
}

function renderFor({ key, value, in: collection, by, result, grouped, test }: ForExpression): string {
  const head = `for ${key === undefined ? "" : `${key}, `}${value} in ${render(collection)}`;
  const made = `${by === undefined ? "" : `${render(by)} => `}${render(result)}${grouped ? "..." : ""}`;
  return `<${head}: ${made}${test === undefined ? "" : ` if ${render(test)}`}>`;
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
    ['"${ a ~}"', "a"],
    ['"${~a~}"', "a"],
    ['"x ${~ a ~} \\n y"', 'template("x", a, " y")'],
    ["[".repeat(100) + "]".repeat(100), `${"[".repeat(100)}${"]".repeat(100)}`],
    ["[".repeat(101) + "]".repeat(101), "opaque: nested too deeply"],
    [`[${"[1], ".repeat(300)}]`, `[${Array.from({ length: 300 }, () => "[1]").join(", ")}]`],
    ["[for x in y : x]", "<for x in y: x>"],
    ["[ for i , x in y : x.a if i > 0 ]", '<for i, x in y: x["a"] if (> i 0)>'],
    ["{ for k, v in y : k => v }", "<for k, v in y: k => v>"],
    ["{ for v in y : v.a => v... if v.b }", '<for v in y: v["a"] => v... if v["b"]>'],
    ["{\n  for k, v in\n  y : k\n  => v\n  if\n v\n}", "<for k, v in y: k => v if v>"],
    ["[for a in [for b in c : b] : {\n  d = a\n}]", '<for a in <for b in c: b>: {"d": a}>'],
    ["[for a in b ? c : d : a ? 1 : 2]", "<for a in (b ? c ? d): (a ? 1 ? 2)>"],
    ["[for x in y : x][0]", "<for x in y: x>[0]"],
    ["[forest, for-x, { format = 1 }]", '[forest, for-x, {"format": 1}]'],
    ["[for]", "opaque: expected a name at 4"],
    ["{ for = 1 }", "opaque: expected a name at 6"],
    ["[for x y : x]", "opaque: expected in at 7"],
    ["[for x in y x]", "opaque: expected : at 12"],
    ["[for x in y : x => x]", "opaque: expected ] at 16"],
    ["[for x in y : x...]", "opaque: expected ] at 15"],
    ["{ for x in y : x }", "opaque: expected => at 17"],
    ['"%{ if a }x%{ endif }"', 'template((a ? template("x") ? ""))'],
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
    ["${a ~}", "a"],
    ["${a ~} b", 'template(a, "b")'],
    ["a\n  ${~ b ~} \n  c", 'template("a\\n", b, "  c")'],
    ["${a ~}${b}", "template(a, b)"],
    [" ${~ a}", 'template("", a)'],
    ["back\\slash ${a}", 'template("back\\\\slash ", a)'],
    ["${a}}", 'template(a, "}")'],
    ["${~ a ~}", "a"],
    ["%{ if a }x%{ endif }", 'template((a ? template("x") ? ""))'],
    ["%{ if a }${b}%{ else }y%{ endif }z", 'template((a ? template(b) ? template("y")), "z")'],
    ["%{ for x in y }${x},%{ endfor }", 'template(join("", <for x in y: template(x, ",")>))'],
    ["%{ for i, x in y ~}\n${x}\n%{~ endfor ~}", 'template(join("", <for i, x in y: template("", x, "\\n")>))'],
    ["%{if a}%{if b}x%{endif}%{endif}", 'template((a ? template((b ? template("x") ? "")) ? ""))'],
    ["%{ if a }x", "opaque: a template directive without an end"],
    ["%{ if a }x%{ else }y", "opaque: a template directive without an end"],
    ["%{ for x in y }", "opaque: a template directive without an end"],
    ["%{ if a }x%{ endfor }", "opaque: endfor at no place for it"],
    ["%{ endif }", "opaque: endif at no place for it"],
    ["%{ unless a }", "opaque: an unknown template directive"],
    ["%{ if a }".repeat(60) + "%{ endif }".repeat(60), "opaque: nested too deeply"],
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
