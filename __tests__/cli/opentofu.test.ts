import { symlinkSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { fakeProject, goodPlan, type Answers, type FakeProject } from "./support/fake-project";
import { runCli } from "./support/run-cli";

/**
 * The answers of OpenTofu to `version -json` and `version`; none is installed where these tests run.
 * @see https://github.com/opentofu/opentofu/blob/main/internal/command/views/version.go
 */
const versionAnswers = (version: string) => [
  { stdout: `{\n  "terraform_version": "${version}",\n  "platform": "linux_amd64",\n  "provider_selections": {}\n}\n` },
  { stdout: `OpenTofu v${version}\non linux_amd64\n` },
];

interface Plan {
  readonly resource_changes: readonly { readonly change: object }[];
}

/** OpenTofu's plan has no `applyable`. */
const tofuPlan = {
  ...(JSON.parse(goodPlan) as Plan),
  terraform_version: "1.10.6",
  errored: false,
  applyable: undefined,
};

/** A project whose TERRAFORM_BINARY_NAME is a `tofu` on PATH. */
function tofuProject(answers: Answers, version = "1.10.6"): FakeProject {
  const project = fakeProject({ version: versionAnswers(version), ...answers });
  const folder = path.join(project.cwd, "bin");
  symlinkSync(path.join(folder, "terraform"), path.join(folder, "tofu"));
  const found = { PATH: `${folder}${path.delimiter}${process.env.PATH ?? ""}`, TERRAFORM_BINARY_NAME: "tofu" };
  return { ...project, env: { ...project.env, CHARGEBACK_TERRAFORM: undefined, ...found } };
}

describe("TERRAFORM_BINARY_NAME=tofu", () => {
  test("plans with OpenTofu and judges its plan", async () => {
    const project = tofuProject({ show: [{ stdout: JSON.stringify(tofuPlan) }] });
    const run = await runCli(["plan", "--target", "offline"], project);

    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stdout).toContain("PASSED");
    expect(run.stderr).toContain("tofu plan");
    expect(run.stderr).not.toContain("terraform plan");
  });

  test("refuses one whose S3 backend has no lock file", async () => {
    const run = await runCli(["plan", "--target", "offline"], tofuProject({}, "1.9.4"));
    expect(run).toMatchObject({ exitCode: 3, stdout: "" });
    expect(run.stderr).toMatch(/tofu is OpenTofu 1\.9\.4, which is too old\. Install OpenTofu 1\.10\.0 or newer/);
  });

  test("says where OpenTofu is to be had when it is not there", async () => {
    const project = tofuProject({});
    const run = await runCli(["plan"], { ...project, env: { ...project.env, PATH: project.cwd } });
    expect(run).toMatchObject({ exitCode: 3, stdout: "" });
    expect(run.stderr).toMatch(/names "tofu", which is not a program\. Install OpenTofu 1\.10\.0 or newer: https/);
  });

  test("names OpenTofu's own command when it fails", async () => {
    const stderr = "Error: Error acquiring the state lock\n\nLock Info:\n  ID:        9db-590\n";
    const run = await runCli(["plan"], tofuProject({ plan: [{ exitCode: 1, stderr }] }));
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain("tofu plan failed for one (exit code 1).");
    expect(run.stderr).toMatch(/release its lock: chargeback unlock one 9db-590 --target aws$/m);
  });
});

describe("an apply, whose plan does not say whether it would do anything", () => {
  const untouched = {
    ...tofuPlan,
    resource_changes: tofuPlan.resource_changes.map((row) => ({
      ...row,
      change: { ...row.change, actions: ["no-op"] },
    })),
  };
  test.each([
    ["does nothing for a plan without a change", untouched, 0],
    ["is made for an output", { ...untouched, output_changes: { url: { actions: ["create"] } } }, 1],
    ["is none for an output that stays", { ...untouched, output_changes: { url: { actions: ["no-op"] } } }, 0],
    ["is made for a resource", tofuPlan, 1],
  ])("%s", async (_case, plan, applies) => {
    const project = tofuProject({ show: [{ stdout: JSON.stringify(plan) }] });
    const run = await runCli(["apply", "--auto-approve"], project);
    expect(run).toMatchObject({ exitCode: 0 });
    expect(project.calls().filter((call) => call.startsWith("apply "))).toHaveLength(applies);
  });
});
