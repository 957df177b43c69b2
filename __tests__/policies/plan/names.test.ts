import { describe, expect, test } from "@jest/globals";
import { gatePlan, recordedPlan, verdictsOf } from "../support";

const profileType = "aws_bedrock_inference_profile";
const profileArn = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123xyz";
const model = "amazon.nova-lite-v1:0";

/** A text of cdk.tf.json, as a plan that was made from it has it. */
const written = (text: string) => ({ constant_value: text, references: ["named"] });

interface Added {
  readonly variables?: Record<string, unknown>;
  readonly declared?: Record<string, object>;
  readonly calls?: Record<string, object>;
  /** Which instance the agent is, and what its block says of its instances. */
  readonly instance?: string | number;
  readonly block?: object;
}

/**
 * What is said of an agent whose model is written so. Beside it stand a profile, counted ones (the second is missing, as with
 * -target), two by key, and one of a data source.
 */
async function said(
  expression: string,
  { variables = {}, declared = {}, calls = {}, instance, block: more = {} }: Added = {},
) {
  const row = (mode: string, type: string, name: string, index?: string | number, actions = ["create"]) => ({
    address: `${mode === "data" ? "data." : ""}${type}.${name}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`,
    mode,
    type,
    name,
    ...(index === undefined ? {} : { index }),
    change: {
      actions,
      before: actions[0] === "delete" ? {} : null,
      after: actions[0] === "delete" ? null : { agent_name: "a", tags: { Project: "news" } },
      after_unknown: type === profileType ? { arn: true } : { foundation_model: true },
    },
  });
  const block = (mode: string, type: string, name: string, more: object = {}) => ({
    address: `${mode === "data" ? "data." : ""}${type}.${name}`,
    mode,
    type,
    name,
    provider_config_key: "aws",
    expressions: {},
    ...more,
  });
  const plan = {
    ...recordedPlan("news-agent"),
    planned_values: {},
    prior_state: {},
    variables,
    resource_changes: [
      row("managed", "aws_bedrockagent_agent", "a", instance),
      row("managed", profileType, "one"),
      row("managed", profileType, "gone", undefined, ["delete"]),
      row("managed", profileType, "counted", 0),
      row("managed", profileType, "counted", 2),
      row("managed", profileType, "keyed", "red"),
      row("managed", profileType, "keyed", "blue"),
      row("data", profileType, "known", undefined, ["read"]),
    ],
    configuration: {
      provider_config: { aws: { name: "aws", full_name: "registry.terraform.io/hashicorp/aws", expressions: {} } },
      root_module: {
        variables: declared,
        module_calls: calls,
        resources: [
          block("managed", "aws_bedrockagent_agent", "a", {
            ...more,
            expressions: { foundation_model: written(expression) },
          }),
          ...["one", "gone"].map((name) => block("managed", profileType, name)),
          block("managed", profileType, "counted", { count_expression: { constant_value: 3 } }),
          block("managed", profileType, "keyed", { for_each_expression: { references: ["local.keys"] } }),
          block("data", profileType, "known"),
        ],
      },
    },
  };
  const [only] = verdictsOf(await gatePlan(plan), "agent-uses-inference-profile");
  return { verdict: only?.verdict, told: `${only?.message ?? ""} ${only?.remedy ?? ""}` };
}

describe("a name", () => {
  test.each<[string, string, RegExp]>([
    ["aws_bedrock_inference_profile.one.arn", "pass", /inference_profile\.one\.arn/],
    [
      "data.aws_bedrock_inference_profile.known.inference_profile_arn",
      "undetermined",
      /data\.aws_bedrock_inference_profile\.known/,
    ],
    ["aws_bedrock_inference_profile.counted[0].arn", "pass", /counted\[0\]\.arn/],
    ["aws_bedrock_inference_profile.counted[2].arn", "pass", /counted\[2\]\.arn/],
    ["aws_bedrock_inference_profile.counted[1].arn", "undetermined", /counted\[1\] is not in the plan/],
    ['aws_bedrock_inference_profile.keyed["red"].arn', "pass", /keyed\["red"\]\.arn/],
    ["aws_bedrock_inference_profile.gone.arn", "undetermined", /inference_profile\.gone is not in the plan/],
    ["aws_bedrock_inference_profile.never.arn", "undetermined", /never is not in the configuration/],
    ["data.aws_bedrock_inference_profile.one.arn", "undetermined", /data\.\S+\.one is not in the configuration/],
    ["var.never", "undetermined", /var\.never has no value in the plan/],
    ["local.never", "undetermined", /local\.never/],
    ["each.key", "undetermined", /each\.key of a for_each that is not in the plan/],
    ["count.index", "undetermined", /count\.index outside a counted block/],
    ["path.module", "undetermined", /path\.module is not followed/],
    ["terraform.workspace", "undetermined", /terraform\.workspace is not followed/],
    ["self.arn", "undetermined", /self\.arn is not followed/],
    ["module.never.arn", "undetermined", /the body of module\.never is not at hand/],
  ])("%s leads there: %s", async (name, verdict, told) => {
    const answer = await said(`\${${name}}`);
    expect(answer).toMatchObject({ verdict, told: expect.stringMatching(told) });
  });
});

describe("a variable of the root module", () => {
  const declared = { model: { default: model } };

  test.each<[string, Added, string]>([
    ["is what the plan was given", { variables: { model: { value: profileArn } }, declared }, "pass"],
    ["is its default, where the plan has none", { declared }, "fail"],
    ["is null, where null was given: that is no profile", { variables: { model: { value: null } }, declared }, "fail"],
    ["is not known, where it has neither", { declared: { model: {} } }, "undetermined"],
    ["is not known, where it is not declared", {}, "undetermined"],
  ])("%s", async (_, added, verdict) => {
    expect((await said("${var.model}", added)).verdict).toBe(verdict);
  });

  test("is shown, and is not shown when it is sensitive", async () => {
    const variables = { model: { value: model } };
    expect((await said("${var.model}", { variables, declared: { model: {} } })).told).toContain(model);
    const { verdict, told } = await said("${var.model}", { variables, declared: { model: { sensitive: true } } });
    expect(verdict).toBe("fail");
    expect(told).not.toContain(model);
  });
});

describe("a module's output", () => {
  const tracked = (more: object, output = written("${var.in}")) => ({
    expressions: { in: written("${aws_bedrock_inference_profile.one.arn}") },
    module: { variables: { in: {} }, outputs: { out: { expression: output } } },
    ...more,
  });

  test.each<[string, string, object, string]>([
    ["of one call", "module.m.out", {}, "pass"],
    ["of a counted call", "module.m[0].out", { count_expression: { constant_value: 1 } }, "pass"],
    [
      "of no instance of a counted call",
      "module.m[1].out",
      { count_expression: { constant_value: 1 } },
      "undetermined",
    ],
    ["of a call by keys", 'module.m["a"].out', { for_each_expression: { constant_value: { a: "x", b: "y" } } }, "pass"],
    [
      "of a call whose count is not known",
      "module.m[0].out",
      { count_expression: { references: ["var.n"] } },
      "undetermined",
    ],
    ["that there is not", "module.m.other", {}, "undetermined"],
    [
      "whose argument is not given, and the default is a model",
      "module.m.out",
      {
        expressions: {},
        module: { variables: { in: { default: model } }, outputs: { out: { expression: written("${var.in}") } } },
      },
      "fail",
    ],
    [
      "whose argument is null, and the default is a model: it may be either",
      "module.m.out",
      {
        expressions: { in: { constant_value: null } },
        module: { variables: { in: { default: model } }, outputs: { out: { expression: written("${var.in}") } } },
      },
      "fail",
    ],
    [
      "whose argument is null or a profile, as the plan does not tell",
      "module.m.out",
      {
        expressions: { in: written("${var.unknown ? null : aws_bedrock_inference_profile.one.arn}") },
        module: {
          variables: { in: { default: profileArn } },
          outputs: { out: { expression: written("${var.in}") } },
        },
      },
      "undetermined",
    ],
  ])("%s", async (_, name, more, verdict) => {
    expect((await said(`\${${name}}`, { calls: { m: tracked(more) } })).verdict).toBe(verdict);
  });
});

describe("an instance's own name", () => {
  const counted = { block: { count_expression: { constant_value: 2 } } };
  const chosen = `\${["${model}", aws_bedrock_inference_profile.one.arn][count.index]}`;
  const by = (json: unknown) => ({ block: { for_each_expression: { constant_value: json } } });
  const keyed = by({ good: profileArn, bad: model });

  test.each<[string, string, Added, string]>([
    ["count.index of the first", chosen, { ...counted, instance: 0 }, "fail"],
    ["count.index of the second", chosen, { ...counted, instance: 1 }, "pass"],
    ["each.value of one key", "${each.value}", { ...keyed, instance: "good" }, "pass"],
    ["each.value of another", "${each.value}", { ...keyed, instance: "bad" }, "fail"],
    ["each.value of a key that there is not", "${each.value}", { ...keyed, instance: "else" }, "undetermined"],
    [
      "each.key",
      `\${each.key == "good" ? aws_bedrock_inference_profile.one.arn : "${model}"}`,
      { ...keyed, instance: "good" },
      "pass",
    ],
    ["each.value over a set, which is its key", "${each.value}", { ...by([model, "x"]), instance: model }, "fail"],
    ["count.index of one by keys", chosen, { ...keyed, instance: "good" }, "undetermined"],
    ["each.key of a counted one", "${each.key}", { ...counted, instance: 0 }, "undetermined"],
    ["each.value, where the block says nothing of it", "${each.value}", { instance: "good" }, "undetermined"],
  ])("%s", async (_, expression, added, verdict) => {
    expect((await said(expression, added)).verdict).toBe(verdict);
  });
});
