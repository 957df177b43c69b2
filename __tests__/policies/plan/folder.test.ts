import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { fixtures, gatePlan, recordedPlan, verdictsOf } from "../support";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "chargeback-folder-"));
  cpSync(path.join(fixtures, "agents-hcl"), folder, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function change(file: string, from: string, to: string): void {
  const before = readFileSync(path.join(folder, file), "utf8");
  expect(before).toContain(from);
  writeFileSync(path.join(folder, file), before.replace(from, to));
}

test("what sensitive() hides in the folder is told nowhere", async () => {
  change("main.tf", "through     = aws_bedrock_inference_profile.one.arn", 'through     = sensitive("hunter-2")');
  const text = JSON.stringify((await gateIt()).report);
  expect(text.includes("local.through = ${sensitive(…)}")).toBe(true);
  expect(text.includes("hunter-2")).toBe(false);
});

const gateIt = async () => gatePlan(recordedPlan("agents-hcl"), folder);

describe("a folder that is not the plan's is refused, naming the first difference", () => {
  test.each([
    ["another constant", "main.tf", '"fail"', '"fail"', undefined],
    [
      "a reference instead of another",
      "main.tf",
      "foundation_model        = aws_sns_topic.later.arn\n",
      "foundation_model        = aws_bedrock_inference_profile.one.arn\n",
      /aws_bedrockagent_agent\.open_other_resource\.foundation_model of the root module has no reference to aws_sns_topic\.later there/,
    ],
    [
      "a constant instead of another",
      "main.tf",
      'foundation_model        = "eu.anthropic.claude-sonnet-4-20250514-v1:0"',
      'foundation_model        = "eu.anthropic.claude-opus-4-20250514-v1:0"',
      /fail_system_profile\.foundation_model of the root module has another constant there/,
    ],
    [
      "a module's argument",
      "main.tf",
      'model  = "amazon.nova-lite-v1:0"\n}',
      'model  = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc"\n}',
      /module\.fail_team: model of the root module has another constant there/,
    ],
    [
      "an expression within a module",
      "team/main.tf",
      "foundation_model        = local.model",
      "foundation_model        = aws_bedrock_inference_profile.own.arn",
      /foundation_model of module \w+ has no reference to local\.model there/,
    ],
    [
      "an output",
      "team/main.tf",
      "value = var.model",
      "value = local.model",
      /output model of module \w+ has no reference to var\.model/,
    ],
    [
      "a resource more",
      "team/main.tf",
      'output "model"',
      'resource "aws_sns_topic" "more" {}\noutput "model"',
      /aws_sns_topic\.more of module \w+ is in the folder/,
    ],
    [
      "a module call more",
      "main.tf",
      'module "open_team"',
      'module "more" {\n  source = "./team"\n}\nmodule "open_team"',
      /module call more/,
    ],
  ])("%s", async (_, file, from, to, message) => {
    if (message === undefined) {
      await expect(gateIt()).resolves.toBeDefined();
      return;
    }
    change(file, from, to);
    await expect(gateIt()).rejects.toThrow(message);
  });
});

test("a file that is no HCL is named", async () => {
  change("main.tf", "locals {", "locals {{");
  await expect(gateIt()).rejects.toThrow(/configuration file .*main\.tf cannot be parsed/);
});

test("an override file changes the arguments that it names, and no others", async () => {
  writeFileSync(
    path.join(folder, "x_override.tf"),
    'resource "aws_bedrockagent_agent" "pass_local" {\n  description = "x"\n}\n',
  );
  const outcome = await gateIt();
  const found = verdictsOf(outcome, "agent-uses-inference-profile");
  expect(found.find(({ address }) => address.endsWith(".pass_local"))).toMatchObject({ verdict: "pass" });
});

test("a verdict tells the file and the line of the resource's block", async () => {
  const found = verdictsOf(await gateIt(), "agent-uses-inference-profile");
  const { location } = found.find(({ address }) => address.endsWith(".fail_literal_id")) ?? {};
  const lines = readFileSync(path.join(folder, "main.tf"), "utf8").split("\n");
  expect(location?.file).toBe(path.join(folder, "main.tf"));
  expect(lines[(location?.line ?? 0) - 1]).toContain('"fail_literal_id"');
});

test.each([
  ["var.tracked", "pass"],
  ['var.tracked == "true"', "undetermined"],
  ["var.tracked == true", "pass"],
])("the folder tells the type of what the command line gives as text: %s", async (condition, verdict) => {
  change("main.tf", "var.tracked && var.model != null ? aws_b", `${condition} && var.model != null ? aws_b`);
  const plan = Object.assign(recordedPlan("agents-hcl"), {
    variables: { tracked: { value: "true" }, model: { value: "amazon.nova-lite-v1:0" } },
  });
  const found = verdictsOf(await gatePlan(plan, folder), "agent-uses-inference-profile");
  expect(found.find(({ address }) => address.endsWith(".pass_known_condition"))).toMatchObject({ verdict });
});
