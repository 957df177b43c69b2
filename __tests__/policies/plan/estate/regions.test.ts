import { describe, expect, test } from "@jest/globals";
import type { Attribute } from "../../../../policies/attribute";
import type { SourceOf } from "../../../../policies/plan/configuration/module";
import { constant, estateOf, smallPlan, written, type Small } from "./small-plan";

interface Provided {
  /** What the plan's configuration has of providers. */
  readonly providers?: object;
  readonly variables?: object;
}

/** Where one budget stands, as the plan tells it. */
function regionOf(own: Small, { providers, variables = {} }: Provided = {}): Attribute {
  const plan = smallPlan({ "aws_budgets_budget.b": own }, { variables });
  if (providers !== undefined)
    plan.configuration.provider_config = providers as typeof plan.configuration.provider_config;
  return estateOf(plan).budgets[0]?.region as Attribute;
}

const of = (value?: string, key = "aws") => [
  {
    kind: "resolved",
    of: `provider ${key}`,
    type: "provider",
    attribute: "region",
    ...(value === undefined ? {} : { value }),
  },
];

describe("a resource stands in the Region", () => {
  test("of its own, where it has one", () => {
    expect(regionOf({ after: { region: "us-east-1" } })).toEqual({
      possible: [{ kind: "known", value: "us-east-1", sensitive: false }],
      trail: ["aws_budgets_budget.b.region is known in the plan"],
    });
    const follows = { unknown: { region: true }, block: { region: written("${var.r}") } };
    const variables = { r: { value: "us-east-2" } };
    expect(regionOf(follows, { variables }).possible).toMatchObject([{ value: "us-east-2" }]);
  });

  test("of its provider, where its own is unknown and nobody sets it", () => {
    expect(regionOf({ unknown: { region: true } }).possible).toEqual(of("eu-west-1"));
  });

  test("of its provider, and says how it was found", () => {
    expect(regionOf({})).toEqual({
      possible: of("eu-west-1"),
      trail: ["aws_budgets_budget.b is made by provider aws", "provider aws: region = eu-west-1"],
    });
  });

  test.each(["arn", "agent_arn", "agent_alias_arn", "inference_profile_arn"])(
    "of the %s that it has, where the environment decides for the provider",
    (name) => {
      const after = { [name]: "arn:aws:x:eu-north-1:123456789012:y" };
      expect(regionOf({ after }, { providers: { aws: { name: "aws" } } }).possible).toEqual(of("eu-north-1"));
      expect(regionOf({ after }).possible).toEqual(of("eu-west-1"));
    },
  );

  test("of its provider, whichever that is", () => {
    for (const after of [{}, { arn: "arn:aws:budgets::123456789012:budget/b" }, null])
      expect(regionOf({ after }, { providers: {} })).toEqual({
        possible: of(),
        trail: ["aws_budgets_budget.b is made by provider aws"],
      });
  });

  test("that a variable says, in the root module alone: a module's own provider has other variables", () => {
    const expressions = { region: { references: ["var.r"] } };
    const variables = { r: { value: "us-east-2" } };
    const inModule = { aws: { name: "aws", module_address: "module.m", expressions } };
    expect(regionOf({}, { providers: inModule, variables })).toMatchObject({
      possible: of(),
      trail: ["aws_budgets_budget.b is made by provider aws"],
    });
    const constantInModule = { aws: { ...inModule.aws, expressions: { region: constant("us-east-1") } } };
    expect(regionOf({}, { providers: constantInModule }).possible).toEqual(of("us-east-1"));
    const template = { aws: { name: "aws", expressions: { region: written("${var.r}", "var.r") } } };
    const declared = smallPlan({ "aws_budgets_budget.b": {} }, { variables });
    Object.assign(declared.configuration, { provider_config: template });
    Object.assign(declared.configuration.root_module, { variables: { r: {} } });
    expect(estateOf(declared).budgets[0]?.region?.possible).toEqual(of("us-east-2"));
  });

  test("that nobody can tell, of a resource without a block", () => {
    const plan = smallPlan({ "aws_budgets_budget.b": {} });
    plan.configuration.root_module.resources = [];
    expect(estateOf(plan).budgets[0]?.region?.possible).toMatchObject([
      { because: "the provider of aws_budgets_budget.b is not in the plan's configuration" },
    ]);
  });
});

test("what the plan only names of a provider's Region is read in the folder", () => {
  const plan = smallPlan({ "aws_budgets_budget.b": {} });
  const regionWith = (expressions: object, folder: SourceOf) => {
    Object.assign(plan.configuration, { provider_config: { aws: { name: "aws", expressions } } });
    return estateOf(plan, { providers: new Map([["aws", folder]]) }).budgets[0]?.region?.possible;
  };
  const inFolder: SourceOf = ([name]) =>
    name === "region" ? { source: { kind: "constant", json: "eu-south-1" }, rest: [] } : undefined;
  const named = { region: { references: ["local.r"] } };
  expect(regionWith(named, inFolder)).toEqual(of("eu-south-1"));
  expect(regionWith(named, () => undefined)).toEqual(of());
  expect(regionWith({ region: constant("eu-west-1") }, inFolder)).toEqual(of("eu-west-1"));
});
