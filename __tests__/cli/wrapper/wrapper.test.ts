import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { badPlan, fakeProject, goodPlan, type Answers, type FakeProject } from "../support/fake-project";
import { runWrapper } from "../support/run-cli";

/** A folder with the configuration, as cdktf runs Terraform in it. */
function workspace(answers: Answers): FakeProject {
  const project = fakeProject(answers);
  const planFile = path.join(project.cwd, "saved.tfplan");
  writeFileSync(planFile, "a saved plan");
  return project;
}
const changes = (project: FakeProject): string[] =>
  project.calls().filter((call) => /^(-chdir=\S+ )?(apply|destroy)\b/.test(call));

test("passes a question of cdktf's through, and nothing else on stdout", async () => {
  const answer = '{"terraform_version":"1.11.4","platform":"linux_amd64"}';
  const project = workspace({ version: [{ stdout: answer }] });
  expect(await runWrapper(["version", "-json"], project)).toEqual({ exitCode: 0, stdout: answer, stderr: "" });
});

test("passes Terraform's exit code through", async () => {
  const project = workspace({ init: [{ exitCode: 7 }] });
  expect((await runWrapper(["init"], project)).exitCode).toBe(7);
});

describe.each([
  ["deploy as cdktf calls it", ["apply", "-auto-approve"]],
  ["a saved plan", ["apply", "saved.tfplan"]],
  ["destroy", ["destroy", "-auto-approve"]],
])("%s", (_, args) => {
  test("is carried out with the plan that was let through", async () => {
    const project = workspace({ show: [{ stdout: goodPlan }] });
    const run = await runWrapper(args, project);

    expect(run).toMatchObject({ exitCode: 0 });
    expect(changes(project)).toEqual([expect.stringMatching(/^apply .*\.tfplan$/)]);
    const [shown] = project.calls().filter((call) => call.startsWith("show"));
    expect(shown?.split(" ").pop()).toBe(changes(project)[0]?.split(" ").pop());
  });

  test("is not carried out when the gate blocks it", async () => {
    const project = workspace({ show: [{ stdout: badPlan }] });
    const run = await runWrapper(args, project);

    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("Nothing was applied");
    expect(changes(project)).toEqual([]);
  });

  test("is not carried out when the plan cannot be shown", async () => {
    const project = workspace({ show: [{ exitCode: 1, stderr: "Error: stale plan" }] });
    const run = await runWrapper(args, project);

    expect(run.exitCode).toBe(3);
    expect(changes(project)).toEqual([]);
  });
});

test("plan keeps Terraform's output, and blocks by its exit code", async () => {
  const project = workspace({ plan: [{ plan: "p", stdout: "Plan: 1 to add" }], show: [{ stdout: badPlan }] });
  const run = await runWrapper(["plan", "-out", "plan"], project);

  expect(run).toMatchObject({ exitCode: 1, stdout: "Plan: 1 to add" });
  expect(run.stderr).toContain("BLOCKED");
  expect(existsSync(path.join(project.cwd, "plan"))).toBe(true);
});

test("without -auto-approve and without an answer nothing is applied", async () => {
  const project = workspace({ show: [{ stdout: goodPlan }] });
  const run = await runWrapper(["apply"], project);

  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain("Do you want to perform these actions?");
  expect(changes(project)).toEqual([]);
});

test("works in the folder of -chdir", async () => {
  const project = workspace({ show: [{ stdout: goodPlan }] });
  const elsewhere = path.join(project.cwd, "elsewhere");
  mkdirSync(elsewhere);
  const run = await runWrapper([`-chdir=${project.cwd}`, "apply", "saved.tfplan"], { ...project, cwd: elsewhere });

  expect(run).toMatchObject({ exitCode: 0 });
  expect(changes(project)).toEqual([`-chdir=${project.cwd} apply saved.tfplan`]);
});
