import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Report } from "../../policies";
import { freshFolder, root, runCli, type CliRun } from "./support/run-cli";

/** A CDKTF project in a folder of its own, with the settings of this repository. */
function project(app: string): string {
  const cwd = freshFolder();
  symlinkSync(path.join(root, "node_modules"), path.join(cwd, "node_modules"));
  const shipped = JSON.parse(readFileSync(path.join(root, "cdktf.json"), "utf8")) as object;
  writeFileSync(path.join(cwd, "cdktf.json"), JSON.stringify({ ...shipped, app }));
  return cwd;
}

/** Runs another app in place of main.ts: the shipped agent with one thing broken. */
function brokenProject(appOptions: string, override: string): string {
  const cwd = project("node --import tsx broken.ts");
  const source = `
    import { App } from "cdktf";
    import { readConfig } from "${root}/config";
    import { AwsNewsAgent, ChargebackStack } from "${root}/constructs";
    const app = new App(${appOptions});
    const { environment, tags, stateBucket, ...config } = readConfig(app);
    const stack = new ChargebackStack(app, "Broken", { environment, tags, stateBucket });
    new AwsNewsAgent(stack, "News", { environment, tags, ...config });
    const agents = stack.node.findAll().filter((node) => Reflect.get(node, "terraformResourceType") === "aws_bedrockagent_agent");
    for (const agent of agents) (agent as never as { addOverride(path: string, value: string): void }).addOverride(${override});
    app.synth();`;
  writeFileSync(path.join(cwd, "broken.ts"), source);
  return cwd;
}

const runFile = (cwd: string, stack: string, file: string): string => path.join(cwd, "chargeback.out", stack, file);
const readReport = (cwd: string, stack: string): Report =>
  JSON.parse(readFileSync(runFile(cwd, stack, "report.json"), "utf8")) as Report;

describe("plan --target offline of the shipped stack", () => {
  let cwd: string;
  let run: CliRun;
  beforeAll(async () => {
    cwd = project(`node --import tsx ${root}/main.ts`);
    // A profile that does not exist, and an endpoint where nobody listens: using either would fail.
    const env = { AWS_PROFILE: "nobody", AWS_ENDPOINT_URL: "http://127.0.0.1:9", AWS_SECRET_ACCESS_KEY: "s3cret-key" };
    run = await runCli(["plan", "--target", "offline"], { cwd, env });
  });

  test("passes the gate, with something to examine for every rule that is not about what it does without", () => {
    expect({ exitCode: run.exitCode, stderr: run.exitCode === 0 ? "" : run.stderr }).toEqual({
      exitCode: 0,
      stderr: "",
    });
    const report = readReport(cwd, "AwsNewsAgent");
    expect(report.summary).toMatchObject({ blocked: false, fail: 0, undetermined: 0 });
    expect(report.target).toBe("offline");
    const without = report.rules.filter(({ examined }) => examined === 0).map(({ id }) => id);
    expect(without).toEqual(["model-spend-uses-inference-profile", "cost-allocation-tag-active"]);
  });

  test("leaves the plan, secret, beside the work folder", () => {
    for (const file of ["plan.tfplan", "plan.json"]) {
      expect(statSync(runFile(cwd, "AwsNewsAgent", file)).mode & 0o777).toBe(0o600);
    }
    const planFile = readFileSync(runFile(cwd, "AwsNewsAgent", "plan.tfplan"));
    expect(readReport(cwd, "AwsNewsAgent").plan?.sha256).toBe(createHash("sha256").update(planFile).digest("hex"));
  });

  test("does not touch what the app wrote: the state stays in S3 with a lock file", () => {
    const synthesized = readFileSync(path.join(cwd, "cdktf.out/stacks/AwsNewsAgent/cdk.tf.json"), "utf8");
    expect(readFileSync(runFile(cwd, "AwsNewsAgent", "cdk.tf.json"), "utf8")).toBe(synthesized);
    expect(JSON.parse(synthesized)).toMatchObject({
      terraform: { backend: { s3: { use_lockfile: true, encrypt: true } } },
    });
    expect(existsSync(path.join(cwd, "cdktf.out/stacks/AwsNewsAgent/chargeback_override.tf.json"))).toBe(false);
  });

  test("keeps stdout for the report, and the environment to itself", () => {
    expect(run.stdout).not.toContain("terraform plan");
    expect(run.stderr).toMatch(/terraform plan: done in [\d.]+ s/);
    expect(run.stdout + run.stderr).not.toContain("s3cret-key");
  });

  test("the plan it left passes check, with the configuration beside it", async () => {
    const checked = await runCli(["check", runFile(cwd, "AwsNewsAgent", "plan.json"), "--format", "json"]);
    expect(checked.exitCode).toBe(0);
    expect((JSON.parse(checked.stdout) as Report).rules).toEqual(readReport(cwd, "AwsNewsAgent").rules);
  });
});

describe("an agent that names a model is blocked, whichever guard meets it first", () => {
  test.each([
    ["the app's validation", "", /Synthesis was refused/],
    ["the postcondition in the plan", "{ skipValidation: true }", /terraform plan failed for Broken/],
  ])("%s", async (_, appOptions, message) => {
    const cwd = brokenProject(appOptions, `"foundation_model", "amazon.nova-pro-v1:0"`);
    const run = await runCli(["plan", "--target", "offline"], { cwd });

    expect(run.exitCode).toBe(1);
    expect(run.stderr).toMatch(message);
    const report = readReport(cwd, "Broken");
    expect(report.summary.blocked).toBe(true);
    const failed = report.verdicts.filter((verdict) => verdict.verdict === "fail");
    expect(failed).toContainEqual(
      expect.objectContaining({
        rule: "agent-uses-inference-profile",
        address: expect.stringMatching(/^aws_bedrockagent_agent\./),
        constructPath: expect.stringMatching(/^Broken\/News\//),
        remedy: expect.stringMatching(/profile/i),
      }),
    );
    // The reader sees the same on the terminal: resource, construct, reason and way out.
    const [verdict] = failed.filter((each) => each.rule === "agent-uses-inference-profile");
    for (const part of [verdict?.address, verdict?.constructPath, "amazon.nova-pro-v1:0"])
      expect(run.stdout).toContain(part);
  });
});
