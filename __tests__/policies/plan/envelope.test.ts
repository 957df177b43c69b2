import { describe, expect, test } from "@jest/globals";
import { readEnvelope } from "../../../policies/plan/envelope";

const read = (text: string) => readEnvelope({ text, name: "plan.json" });

const plan = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  planned_values: {},
  resource_changes: [1],
  configuration: { root_module: {} },
};

describe("a plan's outermost level", () => {
  test("is read as it is written", () => {
    const whole = {
      ...plan,
      prior_state: { values: {} },
      variables: { a: { value: 1 } },
      errored: true,
      complete: false,
      checks: [2],
      deferred_changes: [3],
    };
    expect(read(JSON.stringify(whole))).toEqual({
      document: whole,
      formatVersion: "1.2",
      terraformVersion: "1.11.4",
      resourceChanges: [1],
      configuration: { root_module: {} },
      priorState: { values: {} },
      variables: { a: { value: 1 } },
      errored: true,
      complete: false,
      checks: [2],
      deferredChanges: [3],
    });
  });

  test("says nothing of what a plan may leave out", () => {
    const { format_version, terraform_version, planned_values, configuration } = plan;
    const bare = { format_version, terraform_version, planned_values, configuration };
    expect(read(JSON.stringify(bare))).toEqual({
      document: bare,
      formatVersion: "1.2",
      terraformVersion: "1.11.4",
      resourceChanges: [],
      configuration: { root_module: {} },
      priorState: {},
      variables: {},
      errored: false,
      complete: true,
      checks: [],
      deferredChanges: [],
    });
  });

  test("may have a prior state that is none", () => {
    expect(read(JSON.stringify({ ...plan, prior_state: [] })).priorState).toEqual({});
  });
});

describe("a text that is no plan is told by what it is", () => {
  test.each<[string, string]>([
    ['{"serial": 1, "version": 4}', "plan.json is a Terraform state file, not a plan"],
    ['{"lineage": "x"}', "plan.json is a Terraform state file, not a plan"],
    ['{"terraform": {}}', "plan.json is a Terraform configuration, not a plan"],
    ['{"resource": {}}', "plan.json is a Terraform configuration, not a plan"],
    [
      '{"format_version": "1.0", "values": {}}',
      "plan.json is the JSON of a state, not of a plan; run terraform show -json on a plan file",
    ],
    ["7", "plan.json is JSON, but not a Terraform plan: an object is expected at its top level"],
  ])("%s", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  test.each([
    '{"serial": 1}',
    '{"version": 4}',
    '{"values": {}}',
    '{"planned_values": {}, "lineage": "x"}',
    '{"resource_changes": [], "resource": {}}',
  ])("%s, by the first member that it lacks", (text) => {
    const why = "plan.json is not a Terraform plan: format_version: Invalid input: expected string, received undefined";
    expect(() => read(text)).toThrow(`${why}; make it with: terraform show -json PLANFILE > plan.json`);
  });

  test("a plan without a configuration, by the member's own place", () => {
    const bare = JSON.stringify({ ...plan, configuration: {} });
    expect(() => read(bare)).toThrow("plan.json is not a Terraform plan: configuration.root_module: Invalid input");
  });
});

test.each(["2.0", "1.", "1.2.3", "11.2", "1.x"])("the format %s is not read", (format_version) => {
  expect(() => read(JSON.stringify({ ...plan, format_version }))).toThrow(
    `plan.json has plan format_version "${format_version}"; this gate reads 1.x`,
  );
});

test.each([
  ["x", "broken at its start"],
  ['{"a": "b" "c"}', "broken at position 10"],
  ['{"a', "it ends too early"],
  ["", "it ends too early"],
])("what is no JSON is told by its place alone: %j", (text, where) => {
  expect(() => read(text)).toThrow(`plan.json is not JSON: ${where}; make it with: terraform show -json PLANFILE`);
});
