import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { badPlan, fakeProject, goodPlan, interruptOnceWaiting, type Answers } from "./support/fake-project";
import { runCli } from "./support/run-cli";

const good: Answers = { show: [{ stdout: goodPlan }] };
const apply = ["apply", "--auto-approve"];
const applied = (calls: readonly string[]): string[] => calls.filter((call) => call.startsWith("apply "));

describe("apply", () => {
  test("applies the plan file that was checked", async () => {
    const project = fakeProject(good);
    const run = await runCli(apply, project);

    expect(run).toMatchObject({ exitCode: 0 });
    const planFile = path.join(project.cwd, "chargeback.out/one/plan.tfplan");
    expect(applied(project.calls())).toEqual([`apply -input=false -no-color ${planFile}`]);
    expect(readFileSync(planFile, "utf8")).toBe("a plan");
  });

  test("never applies a blocked plan", async () => {
    const project = fakeProject({ show: [{ stdout: badPlan }] });
    const run = await runCli(apply, project);

    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain("BLOCKED");
    expect(applied(project.calls())).toEqual([]);
  });

  test("refuses a plan file that changed after it was checked", async () => {
    const project = fakeProject(good);
    const run = await runCli(apply, {
      ...project,
      env: { ...project.env, NODE_OPTIONS: `--require ${JSON.stringify(path.join(__dirname, "support/tamper.cjs"))}` },
    });

    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain("is not the plan that was checked");
    expect(applied(project.calls())).toEqual([]);
  });

  test("without a terminal and without --auto-approve it says what to do, before any work", async () => {
    const project = fakeProject(good);
    const run = await runCli(["apply"], project);

    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain("--auto-approve");
    expect(project.calls()).toEqual([]);
  });

  test("refuses a target that only plans", async () => {
    const project = fakeProject(good);
    const run = await runCli([...apply, "--target", "offline"], project);

    expect(run.exitCode).toBe(2);
    expect(project.calls()).toEqual([]);
  });

  test("refuses the placeholder account before Terraform plans", async () => {
    const project = fakeProject(good, { provider: { aws: [{ allowed_account_ids: ["000000000000"] }] } });
    const run = await runCli(apply, project);

    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain("CHARGEBACK_ACCOUNT_ID");
    expect(project.calls()).toEqual(["version -json"]);
  });

  test("explains the door that Bedrock Agents closed, and does not try again", async () => {
    const stderr = "Error: creating Bedrock Agent\n\nStatusCode: 403, AccessDeniedException: role: Maintenance Mode";
    const project = fakeProject({ ...good, apply: [{ exitCode: 1, stderr }] });
    const run = await runCli(apply, project);

    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain("takes no new customers since 2026-07-30");
    expect(applied(project.calls())).toHaveLength(1);
  });

  test("plans, checks and applies once more when IAM was not ready", async () => {
    const stderr =
      "Error: creating Bedrock Agent\n\noperation error Bedrock Agent: CreateAgent, StatusCode: 403, " +
      "AccessDeniedException: Ensure Agent role has valid permissions to use the inference profile";
    const project = fakeProject({ ...good, apply: [{ exitCode: 1, stderr }, {}] });
    const run = await runCli(apply, { ...project, env: { ...project.env, CHARGEBACK_IAM_WAIT_SECONDS: "0" } });

    expect(run).toMatchObject({ exitCode: 0 });
    const steps = project.calls().map((call) => call.split(" ")[0]);
    expect(steps).toEqual(["version", "init", "plan", "show", "apply", "plan", "show", "apply"]);
  });
});

describe("an interrupted run", () => {
  test("by Ctrl-C sends Terraform one SIGINT, waits for it and leaves nothing behind", async () => {
    const project = fakeProject({ ...good, plan: [{ waitMs: 60_000 }] });
    const run = await runCli(["plan"], { ...project, during: interruptOnceWaiting(project, 1) });

    expect(run.exitCode).toBe(130);
    expect(project.calls().filter((call) => call === "SIGINT")).toHaveLength(1);
    expect(existsSync(path.join(project.cwd, "chargeback.out/one/report.json"))).toBe(false);
  });
});
