import { describe, expect, test } from "@jest/globals";
import { redactPlan } from "../../../policies/redaction";

/** A plan of one resource whose attribute `secret` is marked; `more` are unmarked attributes. */
const planWith = (secret: unknown, more: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) => ({
  resource_changes: [
    {
      address: "aws_x.y",
      type: "aws_x",
      name: "y",
      change: { actions: ["create"], after: { secret, ...more }, after_sensitive: { secret: true } },
    },
  ],
  ...rest,
});

interface Redacted {
  resource_changes: { address: string; change: { after: Record<string, unknown> } }[];
}

function after(plan: unknown): Record<string, unknown> {
  const [row] = (redactPlan(plan) as Redacted).resource_changes;
  return row?.change.after ?? {};
}

const profile = (id: string): string => `arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/${id}`;

describe("a marked value", () => {
  test.each([
    ["a text", "hunter2-hunter2", /^redacted\w{6}$/],
    ["a short text", "a7", /^redacted\w{6}$/],
    ["a common word", "admin", /^redacted\w{6}$/],
    [
      "a profile's ARN",
      profile("abc123xyz"),
      /^arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile\/redacted\w{6}$/,
    ],
    [
      "a model's ARN",
      "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova",
      /^arn:aws:bedrock:eu-west-2::foundation-model\/redacted\w{6}$/,
    ],
    ["a budget's filter", "user:Project$atlas", /^user:Project\$redacted\w{6}$/],
    ["an account id", "123456789012", /^9\d{11}$/],
    ["a small number as text", "42.5", /^9\d{6}$/],
    ["a negative number as text", "-42", /^-9\d{6}$/],
    ["text that could hold a template", "a${b", /^redacted\w{6}\$\{\}$/],
  ])("%s", (_, secret, expected) => {
    const { secret: redacted } = after(planWith(secret));
    expect(redacted).toMatch(expected);
    expect(redacted).not.toBe(secret);
  });

  test.each([null, "", "  ", true, false, 0, "0", "0.00", "true", "TagKeyValue", "COST"])(
    "%j tells nothing, and stays",
    (secret) => {
      expect(after(planWith(secret)).secret).toBe(secret);
    },
  );

  test("a number, as a number", () => {
    expect(after(planWith(5432)).secret).toBeGreaterThan(9_000_000);
    expect(after(planWith(-5432)).secret).toBeLessThan(-9_000_000);
    expect(after(planWith([1e21, 1e-7, "1e+21"], { copy: 1e21 }))).toEqual({
      secret: [9_000_002, 9_000_001, expect.stringMatching(/^redacted/)],
      copy: 1e21,
    });
  });

  test("a list and a map, leaf by leaf", () => {
    const { secret } = after(planWith({ keys: ["first-key", "second-key"], port: 5432, on: true, none: null }));
    expect(secret).toEqual({
      keys: [expect.stringMatching(/^redacted/), expect.stringMatching(/^redacted/)],
      port: 9_000_001,
      on: true,
      none: null,
    });
  });
});

describe("copies of a marked value", () => {
  test.each([
    ["in another text", "hunter2-hunter2", "user=x password=hunter2-hunter2;"],
    ["in JSON within a text", 'pass"wo<rd', JSON.stringify({ p: 'pass"wo<rd' })],
    ["in JSON as Terraform writes it", 'pass"wo<rd', String.raw`{"p":"pass\"wo\u003crd"}`],
    ["without its last line break", "hunter2-hunter2\n", "x hunter2-hunter2"],
    ["escaped in a template", "pass${word", "x pass$${word"],
    ["an account id in an ARN", "123456789012", "arn:aws:iam::123456789012:role/x"],
  ])("%s", (_, secret, copy) => {
    const redacted = after(planWith(secret, { copy })).copy;
    expect(redacted).not.toBe(copy);
    expect(redacted).not.toMatch(/hunter2|wo<|wo.u003c|pass"|pass\$|123456789012/);
  });

  test("stay equal to it: a tag, and the filter that counts it", () => {
    const { secret, all, filter } = after(planWith("atlas", { all: "atlas", filter: "user:Project$atlas" }));
    expect(all).toBe(secret);
    expect(filter).toBe(`user:Project$${String(secret)}`);
  });

  test("different secrets stay different", () => {
    const { secret } = after(planWith(["one-secret", "one-secret1", "a", "b", "1234", "12345"]));
    expect(new Set(secret as string[]).size).toBe(6);
  });

  test("of a short or common value are left within other text, and replaced where they are all of it", () => {
    const { within, whole } = after(planWith("dev", { within: "development", whole: "dev" }));
    expect(within).toBe("development");
    expect(whole).toMatch(/^redacted/);
  });

  test("of a number are left within other text, unless it is long", () => {
    expect(after(planWith(5432, { text: "port 5432" })).text).toBe("port 5432");
    expect(after(planWith(73914862, { text: "pin 73914862" })).text).toBe("pin 90000001");
  });

  test("of two secrets that overlap leave nothing of either", () => {
    const { text } = after(planWith(["abcdefgh", "efghijkl"], { text: "x abcdefghijkl y" }));
    expect(text).toMatch(/^x redacted\w{6}redacted\w{6} y$/);
  });

  test("do not break the scaffold that a verdict hangs on", () => {
    const copy = after(planWith("application-inference", { model: profile("abc"), filter: "user:Project$x" }));
    expect(copy.model).toBe(profile("abc"));
    expect(copy.filter).toBe("user:Project$x");
  });

  test("are left in names and keys", () => {
    const plan = redactPlan(planWith("aws_x", { aws_x: 1 })) as Redacted;
    expect(plan.resource_changes[0]).toMatchObject({
      address: "aws_x.y",
      type: "aws_x",
      change: { after: { aws_x: 1 } },
    });
  });
});

describe("the text of a template", () => {
  const inTemplate = (constant: unknown, secret: string, more: Record<string, unknown> = {}): unknown => {
    const node = { constant_value: constant, references: ["var.x"] };
    const configuration = { root_module: { resources: [{ address: "a.b", expressions: { it: node } }] } };
    const redacted = redactPlan(planWith(secret, {}, { configuration, ...more })) as {
      configuration: typeof configuration;
    };
    return redacted.configuration.root_module.resources[0]?.expressions.it.constant_value;
  };

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
  ])("%s", (_, template, expected) => {
    expect(String(inTemplate(template, "s3cret")).replace(/redacted\w{6}/g, "R")).toBe(expected);
  });

  test("of a for_each: the keys of instances stay", () => {
    const each = (constant: unknown, references: string[]) => {
      const call = { for_each_expression: { constant_value: constant, references } };
      const configuration = { root_module: { module_calls: { m: call } } };
      const planned = { resources: [{ address: 'm["s3cret"]', index: "s3cret" }] };
      const redacted = redactPlan(planWith("s3cret", {}, { configuration, planned })) as {
        configuration: typeof configuration;
      };
      return redacted.configuration.root_module.module_calls.m.for_each_expression.constant_value;
    };
    expect(each(["s3cret"], [])).toEqual(["s3cret"]);
    expect(each('${toset(["s3cret"])}', [])).toBe('${toset(["s3cret"])}');
  });
});
