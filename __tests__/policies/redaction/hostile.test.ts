import { describe, expect, test } from "@jest/globals";
import { collectSecrets, redactPlan, redactText } from "../../../policies/redaction";

const marked = (after: unknown, marks: unknown = true) => ({
  output_changes: { o: { actions: ["create"], after, after_sensitive: marks } },
});

/** Takes little of the processor, however busy the machine is: it would be minutes if the work grew faster than its input. */
function quickly<T>(work: () => T): T {
  const start = process.cpuUsage();
  const result = work();
  expect(process.cpuUsage(start).user).toBeLessThan(5_000_000);
  return result;
}

describe("nesting 200,000 deep does not crash", () => {
  const depth = 200_000;
  const nested = (opening: string, closing: string, inner: string): unknown =>
    JSON.parse(opening.repeat(depth) + inner + closing.repeat(depth));

  test.each([
    ["lists", "[", "]"],
    ["objects", '{"a":', "}"],
  ])("in %s of a marked value", (_, opening, closing) => {
    const plan = marked(nested(opening, closing, '"the-secret-value"'));
    let at = redactPlan(plan) as Record<string, unknown> | string;
    for (const step of ["output_changes", "o", "after"]) at = (at as Record<string, unknown>)[step] as typeof at;
    while (typeof at === "object") at = Object.values(at)[0] as typeof at;
    expect(at).toMatch(/^redacted/);
  });

  test.each([
    ["the plan", (deep: unknown) => deep],
    ["marks", (deep: unknown) => marked("x", deep)],
    [
      "an expression",
      (deep: unknown) => ({ configuration: { provider_config: { x: { expressions: { token: deep } } } } }),
    ],
  ])("in %s", (_, planOf) => {
    const deep = nested("[", "]", "1");
    expect(redactPlan(planOf(deep))).toEqual(expect.anything());
  });

  test("in module calls", () => {
    const calls = nested(
      '{"module_calls":{"m":{"module":',
      "}}}",
      '{"variables":{"x":{"sensitive":true,"default":"deep-secret"}}}',
    );
    const secrets = quickly(() => collectSecrets({ configuration: { root_module: calls } }));
    expect(redactText("deep-secret", secrets)).toMatch(/^redacted/);
  });
});

describe("keys of the prototype", () => {
  test("are members like any other", () => {
    const text = '{"__proto__":{"polluted":"the-secret-value"},"constructor":{"prototype":"the-secret-value"}}';
    const redacted = JSON.stringify(redactPlan(marked(JSON.parse(text))));
    expect(redacted).not.toContain("the-secret-value");
    expect(redacted).toContain('"__proto__":{"polluted":"redacted000001"}');
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("beside a key that is renamed", () => {
    const after: unknown = JSON.parse('{"__proto__":{"x":1},"AKIAIOSFODNN7EXAMPLE":2}');
    expect(JSON.stringify(redactPlan(marked(after, {})))).toContain('{"__proto__":{"x":1},"redacted000001":2}');
  });

  test("name no mark, variable or module", () => {
    const plan: unknown = JSON.parse(
      '{"output_changes":{"__proto__":{"after":{"x":"y"},"after_sensitive":{"constructor":true}}},"variables":{},' +
        '"configuration":{"root_module":{"variables":{"__proto__":{"sensitive":true}}},' +
        '"provider_config":{"x":{"module_address":"module.constructor","expressions":{"token":{"references":["var.toString"]}}}}}}',
    );
    expect(redactPlan(plan)).toEqual(plan);
  });
});

test.each([null, 1, "text", [], {}, { configuration: null }, { configuration: { root_module: [] } }])(
  "%j is no plan, and comes back as it is",
  (plan) => {
    expect(redactPlan(plan)).toEqual(plan);
  },
);

describe("grows with the input alone", () => {
  const many = Array.from({ length: 20_000 }, (_, index) => `secret-number-${index}`);

  test("with 20,000 secrets, each in a text", () => {
    const redacted = quickly(() =>
      JSON.stringify(redactPlan({ ...marked(many), texts: many.map((each) => `a ${each}`) })),
    );
    expect(redacted).not.toContain("secret-number");
  });

  test.each([
    [
      "secrets that are each other's beginning",
      Array.from({ length: 1_500 }, (_, index) => "a".repeat(index + 4)),
      "a".repeat(200_000),
    ],
    [
      "long secrets with one beginning",
      Array.from({ length: 300 }, (_, index) => `${"b".repeat(2_000)}${index}`),
      "b".repeat(200_000),
    ],
    ["starts of tokens", ["the-secret-value"], "eyJ".repeat(200_000)],
    ["starts of addresses", ["the-secret-value"], "://a:b".repeat(100_000)],
    ["an address without an end", ["the-secret-value"], `://${"a:".repeat(200_000)}`],
    ["starts of keys", ["the-secret-value"], "-----BEGIN PRIVATE KEY-----".repeat(20_000)],
    ["starts of names", ["the-secret-value"], "github_pat_ghp_xoxb-".repeat(20_000)],
    ["cuts", ["the-secret-value"], "the-sec…".repeat(20_000)],
    ["quotes", ["q7"], '"'.repeat(200_000)],
    ["dollars", ["q7"], "user:$".repeat(50_000)],
  ])("%s", (_, secrets, text) => {
    const known = collectSecrets(marked(secrets));
    quickly(() => redactText(text, known));
  });

  test("a template that opens and never closes", () => {
    const template = '${"'.repeat(100_000);
    const node = { constant_value: template, references: ["var.x"] };
    const plan = {
      ...marked("the-secret-value"),
      configuration: { root_module: { resources: [{ expressions: { x: node } }] } },
    };
    expect(quickly(() => redactPlan(plan))).toEqual(expect.anything());
  });
});
