import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "@jest/globals";
import { fakeProject, goodPlan, type Answers, type FakeProject } from "./support/fake-project";
import { runCli } from "./support/run-cli";

const bucketStack = { "//": { chargeback: { role: "state-bucket", bucket: "acme-state" } } };
const noBucket = { exitCode: 1, stderr: 'Error: S3 bucket "acme-state" does not exist.\n' };
const listed = [{ stdout: "aws_s3_bucket.Bucket\n" }];
const bootstrap = ["bootstrap", "--auto-approve"];

/** The calls that change or move something, without their file names. */
const steps = (project: FakeProject): string[] =>
  project
    .calls()
    .map((call) =>
      call
        .replace(/(-input=false|-no-color) ?/g, "")
        .replace(/\S*\/\S+/, "PLAN")
        .trim(),
    )
    .filter((call) => !call.startsWith("version") && !call.startsWith("show"));

const bootstrapped = (answers: Answers): FakeProject =>
  fakeProject({ show: [{ stdout: goodPlan }], "state list": listed, ...answers }, bucketStack);

const moves = ["apply PLAN", "init -migrate-state -force-copy", "state list"];

test("makes the bucket with a local state, then moves the state into it", async () => {
  const project = bootstrapped({ init: [noBucket, {}], apply: [{ files: { "terraform.tfstate": "{}" } }] });
  const run = await runCli(bootstrap, project);

  expect(run).toMatchObject({ exitCode: 0 });
  expect(steps(project)).toEqual(["init -reconfigure", "init -reconfigure", "plan PLAN", ...moves]);
  expect(existsSync(path.join(project.cwd, "chargeback.out/one/aws/terraform.tfstate"))).toBe(false);
});

test("run again, it uses the state in the bucket and moves nothing", async () => {
  const project = bootstrapped({ show: [{ stdout: goodPlan.replace('"applyable":true', '"applyable":false') }] });
  const run = await runCli(bootstrap, project);

  expect(run).toMatchObject({ exitCode: 0 });
  expect(steps(project)).toEqual(["init -reconfigure", "state list", "plan PLAN"]);
});

test("takes up a run that was interrupted between apply and move", async () => {
  const project = bootstrapped({});
  const folder = path.join(project.cwd, "chargeback.out/one/aws");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "terraform.tfstate"), JSON.stringify({ version: 4, resources: [{}] }));
  const run = await runCli(bootstrap, project);

  expect(run).toMatchObject({ exitCode: 0 });
  expect(steps(project)).toEqual(["init -reconfigure", "plan PLAN", ...moves]);
});

test("keeps the local state when the bucket does not answer with it after the move", async () => {
  const apply = [{ files: { "terraform.tfstate": JSON.stringify({ version: 4, resources: [{}] }) } }];
  const project = bootstrapped({ init: [noBucket, {}], apply, "state list": [{ stdout: "" }] });
  const run = await runCli(bootstrap, project);

  expect(run.exitCode).toBe(3);
  expect(existsSync(path.join(project.cwd, "chargeback.out/one/aws/terraform.tfstate"))).toBe(true);
});

test("does not touch a bucket that no state knows", async () => {
  const project = bootstrapped({ "state list": [{ stdout: "" }] });
  const run = await runCli(bootstrap, project);

  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain("acme-state exists, and no state says that this stack made it");
  expect(steps(project)).toEqual(["init -reconfigure", "state list"]);
});

test("another failure of init is not taken for a missing bucket", async () => {
  const project = bootstrapped({ init: [{ exitCode: 1, stderr: "Error: No valid credential sources found" }] });
  const run = await runCli(bootstrap, project);

  expect(run.exitCode).toBe(3);
  expect(steps(project)).toEqual(["init -reconfigure"]);
});

test("an app that makes no state bucket is told what one looks like", async () => {
  const project = fakeProject({});
  const run = await runCli(bootstrap, project);

  expect(run.exitCode).toBe(3);
  expect(run.stderr).toContain("CHARGEBACK_BOOTSTRAP=true");
});
