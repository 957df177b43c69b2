import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { offline } from "../../cli/targets/offline";
import { gate, targetOverrideFile } from "../../policies";
import { offlineEnvironment, terraform } from "../support/terraform";

const root = path.join(__dirname, "..", "..");
const scratch = mkdtempSync(path.join(tmpdir(), "module-"));
const written = path.join(scratch, "dist", "module");
const hclRoot = path.join(scratch, "examples", "hcl-root");

const write = (folder: string) =>
  execFileSync(process.execPath, ["--import", "tsx", path.join(root, "module", "write.ts"), folder], { cwd: root });
const readModule = () =>
  JSON.parse(readFileSync(path.join(written, "main.tf.json"), "utf8")) as Record<string, Record<string, unknown>>;

/** Plans the HCL root, with another model for one of its projects. */
const planWith = (support_model_id: string) => {
  const args = ["plan", "-input=false", "-no-color", "-out=test.tfplan", `-var=support_model_id=${support_model_id}`];
  const { status, stdout, stderr } = spawnSync("terraform", args, {
    cwd: hclRoot,
    env: offlineEnvironment(),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return { status, stderr: stderr.replace(/[\s│╷╵]+/g, " "), stdout };
};

interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly change: { readonly after: Record<string, unknown> };
}
const shown = () => {
  const text = terraform(hclRoot, "show", "-json", "test.tfplan");
  return { text, changes: (JSON.parse(text) as { resource_changes: PlannedResource[] }).resource_changes };
};
const attribute = (changes: readonly PlannedResource[], type: string, project: string, name: string) =>
  changes.find((each) => each.type === type && each.address.includes(project))?.change.after[name];

beforeAll(() => {
  write(written);
  cpSync(path.join(root, "examples", "hcl-root"), hclRoot, { recursive: true });
  const stack = { awsProviders: [{ alias: undefined, allowedAccountIds: [] }] };
  const override = offline.override(stack as unknown as Parameters<typeof offline.override>[0]);
  writeFileSync(path.join(hclRoot, targetOverrideFile), JSON.stringify(override));
  terraform(hclRoot, "init", "-input=false");
});

afterAll(() => {
  rmSync(scratch, { recursive: true });
});

describe("the module", () => {
  test("has no provider, no backend and no trace of cdktf; the functions' code lies in it", () => {
    const { terraform: settings, ...configuration } = readModule();
    expect(Object.keys(configuration).sort()).toEqual(["output", "resource", "variable"]);
    expect(Object.keys(settings ?? {}).sort()).toEqual(["required_providers", "required_version"]);
    expect(JSON.stringify(configuration)).not.toContain('"//"');
    expect(existsSync(path.join(written, "lambda", "invoke-agent.zip"))).toBe(true);
  });

  test("its README lists every input and output", () => {
    const { variable, output } = readModule();
    const readme = readFileSync(path.join(written, "README.md"), "utf8");
    for (const name of Object.keys({ ...variable, ...output })) expect(readme).toContain(`| \`${name}\` |`);
    expect(Object.keys({ ...variable })).toContain("account_id");
  });

  test("is the same when it is written again", () => {
    const again = path.join(scratch, "again");
    write(again);
    for (const file of ["main.tf.json", "README.md", "lambda/invoke-agent.zip"])
      expect(readFileSync(path.join(again, file)).equals(readFileSync(path.join(written, file)))).toBe(true);
  });
});

describe("an HCL root that calls it once, and once for each of two projects", () => {
  let lite: ReturnType<typeof shown>;
  beforeAll(() => {
    expect(planWith("amazon.nova-lite-v1:0")).toMatchObject({ status: 0, stderr: "" });
    lite = shown();
  });

  test("passes the gate for all three", async () => {
    const { text, changes } = lite;
    const { report } = await gate({ plan: { text, name: "plan" }, configDir: hclRoot });
    expect(report.summary).toMatchObject({ blocked: false, fail: 0, undetermined: 0 });
    const examined = (rule: string) => report.rules.find(({ id }) => id === rule)?.examined;
    expect(examined("agent-uses-inference-profile")).toBe(3);
    expect(examined("budget-matches-project-tag")).toBe(3);
    const tags = attribute(changes, "aws_bedrock_inference_profile", "contract-reader", "tags_all");
    expect(tags).toEqual({ Project: "contract-reader", ManagedBy: "terraform" });
    const source = attribute(changes, "aws_bedrock_inference_profile", "contract-reader", "model_source");
    expect(source).toEqual([
      { copy_from: "arn:aws:bedrock:eu-west-2:000000000000:inference-profile/eu.anthropic.claude-sonnet-4-6" },
    ]);
  });

  test("another model makes another profile, and the alias follows", () => {
    const about = ({ changes }: typeof lite) => {
      const profile = attribute(changes, "aws_bedrock_inference_profile", "support", "name");
      return { profile, alias: attribute(changes, "aws_bedrockagent_agent_alias", "support", "description") };
    };
    expect(planWith("amazon.nova-pro-v1:0")).toMatchObject({ status: 0 });
    const [before, after] = [about(lite), about(shown())];
    expect(before.profile).toMatch(/^support-agent-[0-9a-f]{8}$/);
    expect(after.profile).not.toBe(before.profile);
    expect(before.alias).toMatch(/^Follows the agent\. Content: [0-9a-f]{12}$/);
    expect(after.alias).not.toBe(before.alias);
  });

  test.each([
    ["a model's ARN", "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0", "not an ARN or a name"],
    ["a name", "nova", "not an ARN or a name"],
    ["a retired model", "anthropic.claude-3-7-sonnet-20250219-v1:0", "has reached its end of life"],
    ["a retired model's profile", "eu.anthropic.claude-3-7-sonnet-20250219-v1:0", "has reached its end of life"],
  ])("its plan fails for %s", (_, model, message) => {
    const { status, stderr } = planWith(model);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });

  test("its plan fails when the agent of the module is given a model past the profile", () => {
    const file = path.join(written, "main.tf.json");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, before.replace(/"foundation_model": "[^"]*"/, '"foundation_model": "amazon.nova-lite-v1:0"'));
    const { status, stderr } = planWith("amazon.nova-lite-v1:0");
    writeFileSync(file, before);
    expect(status).toBe(1);
    expect(stderr).toContain("calls amazon.nova-lite-v1:0, which is not an application inference profile");
  });
});
