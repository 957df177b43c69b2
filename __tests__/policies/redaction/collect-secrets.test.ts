import { describe, expect, test } from "@jest/globals";
import { collectSecrets, redactPlan, redactText } from "../../../policies/redaction";

const isSecret = (plan: unknown, text = "the-secret-value"): boolean =>
  !redactText(text, collectSecrets(plan)).includes(text);

const s = "the-secret-value";
const constant = { constant_value: s };
const reference = { references: ["var.x"] };
const configured = (root_module: unknown, more: Record<string, unknown> = {}, provider_config: unknown = {}) => ({
  ...more,
  configuration: { root_module, provider_config },
});

describe("a secret is found", () => {
  test.each([
    [
      "after a change",
      { resource_changes: [{ change: { actions: ["create"], after: { a: s }, after_sensitive: { a: true } } }] },
    ],
    [
      "before a change",
      { resource_changes: [{ change: { actions: ["delete"], before: { a: [s] }, before_sensitive: { a: [true] } } }] },
    ],
    [
      "in a wholly sensitive value",
      { resource_changes: [{ change: { actions: ["create"], after: s, after_sensitive: true } }] },
    ],
    [
      "in drift",
      { resource_drift: [{ change: { actions: ["update"], after: { a: s }, after_sensitive: { a: true } } }] },
    ],
    [
      "in a deferred change",
      {
        deferred_changes: [
          { resource_change: { change: { actions: ["create"], after: { a: s }, after_sensitive: { a: true } } } },
        ],
      },
    ],
    ["in an output's change", { output_changes: { o: { actions: ["create"], after: s, after_sensitive: true } } }],
    [
      "in a planned value",
      {
        planned_values: {
          root_module: { resources: [{ address: "a.b", values: { a: s }, sensitive_values: { a: true } }] },
        },
      },
    ],
    [
      "in a module of the prior state",
      {
        prior_state: {
          values: {
            root_module: {
              child_modules: [{ resources: [{ address: "a.b", values: { a: s }, sensitive_values: { a: true } }] }],
            },
          },
        },
      },
    ],
    [
      "in what an action is given",
      { action_invocations: [{ address: "action.a.b", config_values: { a: s }, config_sensitive: { a: true } }] },
    ],
    [
      "in outputs that are called as members of the plan are",
      {
        planned_values: {
          outputs: Object.fromEntries(
            ["sensitive", "value", "values", "before", "after", "actions", "config_values"].map((name, index) => [
              name,
              { sensitive: true, value: index === 0 ? "another-secret" : s },
            ]),
          ),
        },
      },
    ],
    [
      "in a module's output that is called as values are",
      { prior_state: { values: { outputs: { values: { sensitive: true, value: s } } } } },
    ],
    ["in a planned output", { planned_values: { outputs: { o: { sensitive: true, value: { deep: s } } } } }],
    [
      "in a sensitive variable",
      configured({ variables: { x: { sensitive: true } } }, { variables: { x: { value: s } } }),
    ],
    ["in a sensitive variable's default", configured({ variables: { x: { sensitive: true, default: [s] } } })],
    [
      "in a module's variable",
      configured({ module_calls: { m: { module: { variables: { x: { sensitive: true, default: s } } } } } }),
    ],
    [
      "in a module's argument",
      configured({
        module_calls: { m: { expressions: { x: constant }, module: { variables: { x: { sensitive: true } } } } },
      }),
    ],
    [
      "behind a module's argument",
      configured(
        { module_calls: { m: { expressions: { y: reference }, module: { variables: { y: { sensitive: true } } } } } },
        { variables: { x: { value: s } } },
      ),
    ],
    ["in a sensitive output's constant", configured({ outputs: { o: { sensitive: true, expression: constant } } })],
    ["in a write-only argument", configured({ resources: [{}, { expressions: { password_wo: constant } }] })],
    [
      "behind a write-only argument in a module",
      configured(
        {
          module_calls: {
            m: {
              expressions: { x: reference },
              module: { resources: [{ expressions: { value_wo: { ...reference } } }] },
            },
          },
        },
        { variables: { x: { value: s } } },
      ),
    ],
    ["in a provider's password", configured({}, {}, { db: { expressions: { login: [{ password: constant }] } } })],
    ["in a provider's API token", configured({}, {}, { x: { expressions: { api_token: constant } } })],
    [
      "behind a provider's token",
      configured({}, { variables: { x: { value: s } } }, { x: { expressions: { token: reference } } }),
    ],
    [
      "behind a module's provider",
      configured(
        { module_calls: { m: { expressions: { x: constant }, module: {} } } },
        {},
        { "m:x": { module_address: "module.m", expressions: { token: reference } } },
      ),
    ],
    [
      "in the second of two sensitive variables",
      configured(
        { variables: { a: { sensitive: true }, b: { sensitive: true } } },
        { variables: { a: { value: "another-secret" }, b: { value: s } } },
      ),
    ],
    [
      "in parts of two variables whose names run into each other",
      configured(
        {},
        { variables: { d: { value: { bt: "another-secret" } }, db: { value: { t: s } } } },
        { x: { expressions: { token: { references: ["var.d.bt", "var.d", "var.db.t", "var.db"] } } } },
      ),
    ],
    [
      "in a variable of which an element is used",
      configured(
        {},
        { variables: { keys: { value: [{ token: s }] } } },
        { x: { expressions: { token: { references: ["var.keys[0].token", "var.keys[0]"] } } } },
      ),
    ],
    [
      "in the default of a module's variable that its provider signs in with",
      configured(
        { module_calls: { outer: { module: { variables: { x: { default: { a: s } } } } } } },
        {},
        { "outer:x": { module_address: "module.outer", expressions: { token: { references: ["var.x.a", "var.x"] } } } },
      ),
    ],
    [
      "behind the provider of a module in a module",
      configured(
        {
          module_calls: {
            outer: { expressions: {}, module: { module_calls: { inner: { expressions: { x: constant } } } } },
          },
        },
        {},
        { "inner:x": { module_address: "module.outer.module.inner", expressions: { token: reference } } },
      ),
    ],
    [
      "in an address in a list of a provider's",
      configured({}, {}, { x: { expressions: { servers: { constant_value: [`amqp://me:${s}@one`, "amqp://two"] } } } }),
    ],
    [
      "in a provider's proxy",
      configured({}, {}, { x: { expressions: { http_proxy: { constant_value: `http://me:${s}@proxy` } } } }),
    ],
  ])("%s", (_, plan) => {
    expect(isSecret(plan)).toBe(true);
  });
});

describe("a mark covers", () => {
  const found = (after: unknown, after_sensitive: unknown) =>
    isSecret({ resource_changes: [{ change: { actions: ["create"], after, after_sensitive } }] });

  test.each<[string, unknown, unknown]>([
    ["all that is below it", { a: [{ b: s }] }, { a: true }],
    ["the second of a list alone", ["x", s], [false, true]],
    ["one of many", { a: "x", b: s, c: "x" }, { a: false, b: true, c: false }],
    ["one of a list of blocks", [{ a: "x" }, { a: s }], [{}, { a: true }]],
  ])("%s", (_, after, marks) => {
    expect(found(after, marks)).toBe(true);
  });

  test.each<[string, unknown, unknown]>([
    ["nothing beside it in a list", ["x", s], [true, false]],
    ["nothing beside it in a map", { a: "x", b: s }, { a: true, b: false }],
    ["nothing that it has no word of", { a: { b: s }, c: "x" }, { a: {}, c: true }],
    ["nothing of a value that is not there", { a: null, b: s }, { a: { b: true } }],
  ])("%s", (_, after, marks) => {
    expect(found(after, marks)).toBe(false);
  });

  test.each([10, 19, 20, 21, 40, 20_000])("what is %d levels deep, and nothing beside it", (depth) => {
    const marks: unknown = JSON.parse('{"a":['.repeat(depth) + "true,false" + "]}".repeat(depth));
    const value = (inner: string): unknown => JSON.parse('{"a":['.repeat(depth) + inner + "]}".repeat(depth));
    expect(found(value(`"${s}","x"`), marks)).toBe(true);
    expect(found(value(`"x","${s}"`), marks)).toBe(false);
  });
});

test("only the part of a variable that a provider signs in with is a secret", () => {
  const token = { references: ["var.x.token", "var.x"] };
  const plan = configured(
    {},
    { variables: { x: { value: { token: s, place: "some-place" } } } },
    { x: { expressions: { token } } },
  );
  expect(isSecret(plan)).toBe(true);
  expect(isSecret(plan, "some-place")).toBe(false);
});

describe("no secret is", () => {
  test.each([
    [
      "what is given to another argument",
      configured({ resources: [{ expressions: { value: constant, value_wo_version: constant } }] }),
    ],
    [
      "what is not marked",
      { resource_changes: [{ change: { actions: ["create"], after: { a: s }, after_sensitive: {} } }] },
    ],
    [
      "what is marked false",
      { resource_changes: [{ change: { actions: ["create"], after: { a: s }, after_sensitive: { a: false } } }] },
    ],
    [
      "a value that looks like a marked output",
      { resource_changes: [{ change: { actions: ["create"], after: { a: { sensitive: true, value: s } } } }] },
    ],
    [
      "a planned value that looks like a marked output",
      { planned_values: { resources: [{ address: "a.b", values: { a: { sensitive: true, value: s } } }] } },
    ],
    [
      "an output's value that looks like a marked output",
      { planned_values: { outputs: { o: { sensitive: false, value: { sensitive: true, value: s } } } } },
    ],
    [
      "a variable's value that looks like a marked output",
      configured({}, { variables: { x: { value: { sensitive: true, value: s } } } }),
    ],
    [
      "a constant that looks like a marked output",
      configured({ resources: [{ expressions: { x: { constant_value: { sensitive: true, value: s } } } }] }),
    ],
    [
      "an output that is marked otherwise",
      { planned_values: { outputs: { o: { sensitive: false, ephemeral: true, value: s } } } },
    ],
    [
      "an output beside one that is called sensitive",
      {
        planned_values: {
          outputs: { sensitive: { sensitive: false, value: "x" }, value: { sensitive: false, value: s } },
        },
      },
    ],
    ["a variable that is not sensitive", configured({ variables: { x: {} } }, { variables: { x: { value: s } } })],
    [
      "the default of a variable that says it is not sensitive",
      configured({ variables: { x: { sensitive: false, default: s } } }),
    ],
    [
      "the text of a sensitive output's template",
      configured({ outputs: { o: { sensitive: true, expression: { constant_value: s, references: ["local.x"] } } } }),
    ],
    [
      "a variable that is called as a local value is which a provider signs in with",
      configured(
        {},
        { variables: { token: { value: s } } },
        { x: { expressions: { token: { references: ["local.token"] } } } },
      ),
    ],
    [
      "the default of a module's variable that is given another value",
      configured(
        {
          module_calls: {
            m: { expressions: { x: { constant_value: "other" } }, module: { variables: { x: { default: s } } } },
          },
        },
        {},
        { "m:x": { module_address: "module.m", expressions: { token: reference } } },
      ),
    ],
    ["a provider's region", configured({}, {}, { x: { expressions: { region: constant, token_file: constant } } })],
    [
      "a template's text",
      configured({}, {}, { x: { expressions: { token: { constant_value: s, references: ["local.x"] } } } }),
    ],
  ])("%s", (_, plan) => {
    expect(isSecret(plan)).toBe(false);
  });

  test("a text that the caller says is public", () => {
    const plan = { output_changes: { o: { actions: ["create"], after: s, after_sensitive: true, of: `x ${s}` } } };
    const secrets = collectSecrets(plan, { publicTexts: [s] });
    expect(redactPlan(plan, secrets)).toEqual(plan);
  });
});

test("a plan whose parts are not as they should be is read as far as it goes", () => {
  const plan = {
    ...configured(
      { variables: { x: null, y: { sensitive: true } }, outputs: { o: null }, module_calls: { m: null } },
      { variables: { x: null }, planned_values: null, prior_state: "none", output_changes: [null, 1, "x"] },
      { a: null, b: { expressions: { token: { references: [null, 1, "var", "var.none", "var.y.z"] } } } },
    ),
    resource_changes: [null, { address: "a.b", change: { actions: ["create"], after: s, after_sensitive: true } }],
  };
  expect(isSecret(plan)).toBe(true);
});

describe("keys of instances", () => {
  const template = { constant_value: `\${f("${s}")}`, references: ["local.x"] };
  const quotedIn = (plan: Record<string, unknown>): unknown => {
    const output = { secret_output: { actions: ["create"], after: s, after_sensitive: true } };
    const configuration = { root_module: { resources: [{ address: "a.b", expressions: { x: template } }] } };
    const redacted = redactPlan({ ...plan, output_changes: output, configuration }) as {
      configuration: typeof configuration;
    };
    return redacted.configuration.root_module.resources[0]?.expressions.x.constant_value;
  };

  test("are names, and stay where a template quotes them", () => {
    expect(quotedIn({ planned_values: { resources: [{ address: `a.b["${s}"]`, index: s }] } })).toBe(
      template.constant_value,
    );
  });

  test.each([
    ["an output's value", { planned_values: { outputs: { o: { sensitive: false, value: { index: s } } } } }],
    ["a variable's value", { variables: { x: { value: { index: s } } } }],
    ["an attribute", { planned_values: { resources: [{ address: "a.b", values: { index: s } }] } }],
    ["a name of another kind", { planned_values: { resources: [{ address: "a.b", name: s }] } }],
  ])("are not told by %s", (_, plan) => {
    expect(quotedIn(plan)).toMatch(/^\$\{f\("redacted\w{6}"\)\}$/);
  });
});
