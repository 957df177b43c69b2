import { describe, expect, test } from "@jest/globals";
import { redactPlan } from "../../../policies/redaction";

interface Redacted {
  configuration: {
    root_module: {
      resources: { expressions: { it: { constant_value: unknown } } }[];
      module_calls: { m: { for_each_expression: { constant_value: unknown } } };
    };
  };
}

/** What becomes of a configuration in a plan whose output has the secret. */
function redacted(root_module: unknown, secret: string, more: Record<string, unknown> = {}) {
  const output_changes = { o: { actions: ["create"], after: secret, after_sensitive: true } };
  const plan = redactPlan({ ...more, output_changes, configuration: { root_module } }) as Redacted;
  return plan.configuration.root_module;
}

function inTemplate(constant_value: unknown, secret: string, more: Record<string, unknown> = {}): unknown {
  const it = { constant_value, references: ["var.x"] };
  const { resources } = redacted({ resources: [{ address: "a.b", expressions: { it } }] }, secret, more);
  const value = JSON.stringify(resources[0]?.expressions.it.constant_value);
  return JSON.parse(value.replaceAll(/redacted\w{6}/g, "R"));
}

/** The secret is the key of an instance as well. */
const withInstance = { planned: { resources: [{ address: 'm["s3cret"]', index: "s3cret" }] } };

describe("the text of a template", () => {
  test.each([
    ["text around an expression", "s3cret-${var.s3cret}-s3cret", "R-${var.s3cret}-R"],
    ["a quoted text", '${var.x == "s3cret" ? "s3cret" : "other"}', '${var.x == "R" ? "R" : "other"}'],
    ["a text quoted in a text quoted", '${f("a${g("s3cret")}s3cret")}', '${f("a${g("R")}R")}'],
    ["an index", '${aws_x.many["s3cret"].arn}', '${aws_x.many["s3cret"].arn}'],
    ["an index after an index", '${local.a["x"]["s3cret"]}', '${local.a["x"]["s3cret"]}'],
    ["a list of texts", '${f(["s3cret"])}', '${f(["R"])}'],
    ["the key of an object", '${{ "s3cret" = "s3cret" }}', '${{ "s3cret" = "R" }}'],
    ["braces and escapes", '$${s3cret ${"\\"s3cret}"} %%{x', '$${R ${"\\"R}"} %%{x'],
    ["an expression that never ends", "${s3cret", "${s3cret"],
    ["a quoted text that never ends", '${"s3cret', '${"R'],
    ["names around an object", "${merge({ a = 1 }, local.s3cret)}-s3cret", "${merge({ a = 1 }, local.s3cret)}-R"],
    [
      "an object in an object",
      "${{ a = { b = 1 }, c = local.s3cret }}s3cret",
      "${{ a = { b = 1 }, c = local.s3cret }}R",
    ],
    ["a backslash before an expression", "C:\\${var.s3cret}", "C:\\${var.s3cret}"],
    ["quotes around text", 'say "s3cret" = ${var.s3cret}', 'say "R" = ${var.s3cret}'],
    ["text right after a quoted text", '${"a"}s3cret', '${"a"}R'],
    ["a name after an escaped quote", '${f("a\\"s3cret", local.s3cret)}', '${f("a\\"R", local.s3cret)}'],
    ["an object without blanks", '${{"s3cret"="s3cret","b"="c"}}', '${{"s3cret"="R","b"="c"}}'],
    ["a comparison", '${"s3cret" == var.s3cret}', '${"R" == var.s3cret}'],
    ["an index between blanks", '${aws_x.many[ "s3cret" ].arn}', '${aws_x.many[ "s3cret" ].arn}'],
    ["a comparison in an index", '${local.m["s3cret"=="a"]}', '${local.m["R"=="a"]}'],
    ["a list after an index", '${f(x[0], ["s3cret"])}', '${f(x[0], ["R"])}'],
    ["a directive", "%{ if var.s3cret }s3cret%{ endif }", "%{ if var.s3cret }R%{ endif }"],
  ])("%s", (_, template, expected) => {
    expect(inTemplate(template, "s3cret")).toBe(expected);
  });

  test.each([
    ["a quoted text that it is all of", '${f("q7")}', '${f("R")}'],
    ["a text beside an expression", "q7${var.x}", "q7${var.x}"],
    ["quotes in a text", 'say "q7" to ${var.x}', 'say "q7" to ${var.x}'],
    ["texts beside a template", ["q7", "${var.x}"], ["R", "${var.x}"]],
  ])("with a short secret: %s", (_, template, expected) => {
    expect(inTemplate(template, "q7")).toEqual(expected);
  });

  test("with an instance's key: the key stays where it is quoted, and only there", () => {
    expect(inTemplate('${f("s3cret")}', "s3cret", withInstance)).toBe('${f("s3cret")}');
    expect(inTemplate("s3cret${var.x}", "s3cret", withInstance)).toBe("R${var.x}");
    expect(inTemplate(["s3cret", "${var.x}"], "s3cret", withInstance)).toEqual(["R", "${var.x}"]);
  });

  test("of a for_each: the keys of instances stay", () => {
    const each = (constant_value: unknown) => {
      const m = { for_each_expression: { constant_value, references: [] } };
      return redacted({ module_calls: { m } }, "s3cret", withInstance).module_calls.m.for_each_expression
        .constant_value;
    };
    expect(each(["s3cret"])).toEqual(["s3cret"]);
    expect(each('${toset(["s3cret"])}')).toBe('${toset(["s3cret"])}');
  });
});
