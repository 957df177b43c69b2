import { describe, expect, test } from "@jest/globals";
import { redactPlan } from "../../../policies/redaction";

const s = "s3cret-name";

/** What becomes of a part of a plan whose output has the secret; R for what stands in its place. */
function redacted(part: Record<string, unknown>): unknown {
  const output = { actions: ["create"], before: null, after: s, after_sensitive: true };
  const { rest } = redactPlan({ rest: part, output_changes: { secret: output } }) as { rest: unknown };
  return JSON.parse(JSON.stringify(rest).replaceAll(/redacted\w{6}/g, "R"));
}

const configuration = (root_module: unknown) => ({ configuration: { root_module } });
const configured = (expressions: unknown) => configuration({ resources: [{ address: `a.${s}`, expressions }] });

describe("a name that is the same as a secret stays readable", () => {
  test.each([
    [
      "of a resource",
      { resource_changes: [{ address: `a.${s}`, previous_address: `b.${s}`, type: s, name: s, index: s, deposed: s }] },
    ],
    ["of a resource in a module", { planned_values: { root_module: { child_modules: [{ address: `module.${s}` }] } } }],
    [
      "of a resource in the prior state, which has values too",
      { prior_state: { values: { root_module: { resources: [{ address: `a.${s}`, depends_on: [`b.${s}`] }] } } } },
    ],
    ["of what a change replaces", { resource_changes: [{ change: { replace_paths: [[s, 0, s]] } }] }],
    ["of what a plan depends on", { relevant_attributes: [{ resource: `a.${s}`, attribute: [s] }] }],
    [
      "of what is checked",
      {
        checks: [
          { address: { kind: "resource", to_display: `a.${s}`, name: s }, instances: [{ address: { module: s } }] },
        ],
      },
    ],
    [
      "of what triggers an action",
      { action_invocations: [{ lifecycle_action_trigger: { triggering_resource_address: `a.${s}` } }] },
    ],
    [
      "of a variable, an output, a module and a provider",
      {
        variables: { [s]: {} },
        configuration: {
          root_module: { outputs: { [s]: {} }, module_calls: { [s]: {} } },
          provider_config: { [s]: {} },
        },
      },
    ],
    ["of an attribute", { resource_changes: [{ change: { after: { [s]: 1 } } }] }],
    ["that an argument refers to", configured({ x: { references: [`var.${s}`] } })],
    ["that an argument of a block refers to", configured({ x: [{ y: { references: [`var.${s}`] } }] })],
    [
      "that a block's argument refers to, whatever the block is called",
      configured(
        Object.fromEntries(
          [
            "before",
            "after",
            "value",
            "values",
            "default",
            "identity",
            "name",
            "expressions",
            "for_each_expression",
          ].map((block) => [block, [{ y: { references: [`var.${s}`] } }]]),
        ),
      ),
    ],
    ["that an output refers to", configuration({ outputs: { x: { expression: { references: [`var.${s}`] } } } })],
    [
      "that a count refers to",
      configuration({ module_calls: { m: { count_expression: { references: [`var.${s}`] } } } }),
    ],
    [
      "that a for_each refers to",
      configuration({ module_calls: { m: { for_each_expression: { references: [`var.${s}`] } } } }),
    ],
    [
      "in a module, whatever the module is called",
      configuration({
        module_calls: Object.fromEntries(
          ["before", "after", "value", "values", "default", "expressions", "for_each_expression"].map((call) => [
            call,
            { module: { resources: [{ address: `a.${s}`, name: s }] } },
          ]),
        ),
      }),
    ],
    ["in a list of rows where there would be a map of outputs", { unheard_of: { outputs: [{ address: `a.${s}` }] } }],
  ])("%s", (_, part) => {
    expect(redacted(part)).toEqual(part);
  });
});

/** Attributes may be called as anything in the plan is, and hold what looks like anything in it. */
const looksLikePlan = {
  name: s,
  type: s,
  references: [s],
  address: s,
  values: { name: s },
  variables: { x: { name: s } },
  expressions: { references: [s] },
  for_each_expression: { references: [s] },
};
const hidden = JSON.parse(JSON.stringify(looksLikePlan).replaceAll(s, "R")) as unknown;

describe("no value keeps a secret by being called as a name is", () => {
  test.each([
    ["before a change", (value: unknown) => ({ resource_changes: [{ change: { before: value } }] })],
    ["after a change", (value: unknown) => ({ resource_changes: [{ change: { after: value } }] })],
    ["a resource's identity", (value: unknown) => ({ planned_values: { resources: [{ identity: value }] } })],
    [
      "an identity before and after a change",
      (value: unknown) => ({ resource_changes: [{ change: { before_identity: value, after_identity: value } }] }),
    ],
    [
      "planned values",
      (value: unknown) => ({ planned_values: { root_module: { resources: [{ address: "a.b", values: value }] } } }),
    ],
    ["an output's value", (value: unknown) => ({ planned_values: { outputs: { o: { value } } } })],
    ["a variable's value", (value: unknown) => ({ variables: { x: { value } } })],
    ["a variable that is called as a name is", (value: unknown) => ({ variables: { name: { value } } })],
    ["a variable's default", (value: unknown) => configuration({ variables: { x: { default: value } } })],
    ["what an action is given", (value: unknown) => ({ action_invocations: [{ config_values: value }] })],
    ["an argument's constant", (value: unknown) => configured({ x: { constant_value: value } })],
    [
      "the source of a for_each",
      (value: unknown) => configuration({ module_calls: { m: { for_each_expression: { constant_value: value } } } }),
    ],
    ["a block's constant", (value: unknown) => configured({ references: [{ name: { constant_value: value } }] })],
    [
      "an output's constant",
      (value: unknown) => configuration({ outputs: { o: { expression: { constant_value: value } } } }),
    ],
    [
      "a constant beside no reference",
      (value: unknown) => configured({ x: { constant_value: value, references: [] } }),
    ],
  ])("%s", (_, place) => {
    expect(redacted(place(looksLikePlan))).toEqual(place(hidden));
  });

  test.each([
    ["a message of a check", (text: string) => ({ checks: [{ instances: [{ problems: [{ message: text }] }] }] })],
    ["a module's source", (text: string) => configuration({ module_calls: { m: { source: text } } })],
    ["a variable's description", (text: string) => configuration({ variables: { x: { description: text } } })],
    ["a member that nobody has heard of", (text: string) => ({ unheard_of: { of: [text] } })],
  ])("nor does %s, which is text", (_, place) => {
    expect(redacted(place(`it is ${s}.`))).toEqual(place("it is R."));
  });
});

describe("only where something is referred to is a text a template", () => {
  const text = "${local.s3cret-name}-s3cret-name";
  const argument = (value: unknown, references: string[]) => configured({ x: { constant_value: value, references } });

  test("with references, what the template refers to stays", () => {
    const template = "${local.s3cret-name}-R";
    const references = [`local.${s}`];
    expect(redacted(argument(text, references))).toEqual(argument(template, references));
    expect(redacted(argument({ name: [text], x: { y: text } }, references))).toEqual(
      argument({ name: [template], x: { y: template } }, references),
    );
    const output = (value: string) =>
      configuration({ outputs: { o: { expression: { constant_value: value, references } } } });
    expect(redacted(output(text))).toEqual(output(template));
  });

  test("without references, it is a text like any other", () => {
    expect(redacted(argument(text, []))).toEqual(argument("${local.R}-R", []));
    expect(redacted(configured({ x: { constant_value: text } }))).toEqual(
      configured({ x: { constant_value: "${local.R}-R" } }),
    );
  });
});
