import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { fakeProject } from "./support/fake-project";
import { freshFolder, root, runCli, type CliRun } from "./support/run-cli";

const plan = ["plan", "--target", "offline"];
const oneLine = (run: CliRun): string[] => run.stderr.trimEnd().split("\n");

/** A PATH with nothing on it but this `terraform`. */
function pathWith(script?: string): NodeJS.ProcessEnv {
  const folder = freshFolder();
  if (script !== undefined) {
    writeFileSync(path.join(folder, "terraform"), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, "terraform"), 0o755);
  }
  return { PATH: folder, CHARGEBACK_TERRAFORM: undefined, TERRAFORM_BINARY_NAME: undefined };
}

describe("one line, what to install, exit 3", () => {
  test.each([
    ["absent", pathWith(), /^Terraform was not found on PATH\. Install Terraform 1\.11\.0 or newer/],
    ["too old", pathWith(`echo '{"terraform_version":"1.10.5"}'`), /is Terraform 1\.10\.5, which is too old\. Install/],
    ["something else", pathWith("echo hello"), /does not answer "version" as Terraform does\. Install/],
    ["misnamed", { ...pathWith(), TERRAFORM_BINARY_NAME: "tf-1.99" }, /TERRAFORM_BINARY_NAME names "tf-1\.99"/],
  ])("Terraform is %s", async (_, env, message) => {
    const run = await runCli(plan, { env });
    expect(run).toMatchObject({ exitCode: 3, stdout: "" });
    expect(oneLine(run)[0]).toMatch(message);
  });
});

test("Node.js is too old", async () => {
  const pretend = path.join(freshFolder(), "pretend.cjs");
  writeFileSync(pretend, `Object.defineProperty(process.versions, "node", { value: "20.18.3" });`);
  const run = await runCli(plan, { env: { NODE_OPTIONS: `--require ${pretend}` } });
  expect(run).toMatchObject({ exitCode: 3, stdout: "" });
  expect(oneLine(run)).toEqual([expect.stringMatching(/^Node\.js 20\.18\.3 is too old\. Install Node\.js 20\.19/)]);
});

test("does not call its own wrapper as Terraform", async () => {
  const env = pathWith();
  symlinkSync(path.join(root, "cli", "chargeback-terraform.mjs"), path.join(env.PATH ?? "", "tf"));
  const run = await runCli(plan, { env: { ...env, TERRAFORM_BINARY_NAME: "tf" } });
  expect(run.exitCode).toBe(3);
  expect(oneLine(run)).toEqual([expect.stringMatching(/^Terraform was not found on PATH/)]);
});

test("a run that fails leaves no report of an earlier one", async () => {
  const project = fakeProject({ version: [{ exitCode: 1 }] });
  const old = path.join(project.cwd, "chargeback.out", "one");
  mkdirSync(old, { recursive: true });
  for (const file of ["report.json", "plan.json", "plan.tfplan"]) writeFileSync(path.join(old, file), "{}");
  mkdirSync(path.join(old, ".chargeback-killed"));
  const run = await runCli(plan, project);

  expect(run.exitCode).toBe(3);
  expect(readdirSync(old)).toEqual([]);
});

describe("the app", () => {
  const withApp = (source: string): ReturnType<typeof fakeProject> => {
    const project = fakeProject({});
    writeFileSync(path.join(project.cwd, "app.cjs"), source);
    return project;
  };

  test("an input error prints its message alone, exit 2", async () => {
    const source = `class ChargebackInputError extends Error { name = "ChargebackInputError" }
      throw new ChargebackInputError("region: expected an AWS Region, got 'london'");`;
    const run = await runCli(plan, withApp(source));
    expect(run.exitCode).toBe(2);
    expect(oneLine(run).pop()).toBe("region: expected an AWS Region, got 'london'");
    expect(run.stderr).not.toMatch(/^\s+at /m);
  });

  test("any other failure shows the app's own words, exit 3", async () => {
    const run = await runCli(plan, withApp(`console.error("no such table"); process.exit(9);`));
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain("The app failed (exit code 9)");
    expect(run.stderr).toContain("no such table");
  });

  test("an app that never synthesizes is told so, exit 3", async () => {
    const run = await runCli(plan, withApp(""));
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain("does it call app.synth()?");
  });

  test("gets no Terraform variable, which may be secret", async () => {
    const source = `process.exit(process.env.TF_VAR_token === undefined ? 8 : 9);`;
    const project = withApp(source);
    const run = await runCli(plan, { ...project, env: { ...project.env, TF_VAR_token: "s3cret" } });
    expect(run.stderr).toContain("exit code 8");
  });

  test("a folder without cdktf.json is told, exit 2", async () => {
    const project = fakeProject({});
    const run = await runCli(plan, { cwd: freshFolder(), env: project.env });
    expect(run.exitCode).toBe(2);
    expect(oneLine(run)).toHaveLength(1);
  });
});

test("an error of Terraform's without a plan is shown as it is, exit 3", async () => {
  const project = fakeProject({ plan: [{ exitCode: 1, stderr: "Error: Unsupported argument\n" }] });
  const run = await runCli(plan, project);
  expect(run).toMatchObject({ exitCode: 3, stdout: "" });
  expect(run.stderr).toContain("Error: Unsupported argument");
  expect(existsSync(path.join(project.cwd, "chargeback.out/one/report.json"))).toBe(false);
});
