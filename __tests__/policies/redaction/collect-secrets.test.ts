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
      "in a provider's proxy",
      configured({}, {}, { x: { expressions: { http_proxy: { constant_value: `http://me:${s}@proxy` } } } }),
    ],
  ])("%s", (_, plan) => {
    expect(isSecret(plan)).toBe(true);
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
      "what is not marked",
      { resource_changes: [{ change: { actions: ["create"], after: { a: s }, after_sensitive: {} } }] },
    ],
    [
      "what is marked false",
      { resource_changes: [{ change: { actions: ["create"], after: { a: s }, after_sensitive: { a: false } } }] },
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
