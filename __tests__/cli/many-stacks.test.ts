import { existsSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { badPlan, fakeProject, goodPlan, interruptOnceWaiting } from "./support/fake-project";
import { runCli } from "./support/run-cli";

const stacks = { site: ["api"], api: [], jobs: [] };
const plan = ["plan", "--target", "aws"];

const commands = (calls: readonly string[], name: string) => calls.filter((call) => call.startsWith(name));

describe("plan of several stacks", () => {
  test("gives one report, in the order in which they depend on each other", async () => {
    const project = fakeProject({ show: [{ stdout: goodPlan }] }, {}, stacks);
    const run = await runCli([...plan, "--allow-empty"], project);
    expect({ exitCode: run.exitCode, stderr: run.exitCode === 0 ? "" : run.stderr }).toEqual({
      exitCode: 0,
      stderr: "",
    });
    expect(run.stdout.match(/^== .* ==$/gm)).toEqual(["== api ==", "== site ==", "== jobs =="]);
    expect(commands(project.calls(), "plan")).toHaveLength(3);
    expect(run.stderr).toContain("Planning 3 stacks, 2 at a time");
    expect(run.stderr).toMatch(/^jobs: terraform plan done in \d+\.\d s$/m);
  });

  test("is blocked when one of them is, and every one has its files", async () => {
    const project = fakeProject({ show: [{ stdout: goodPlan }, { stdout: badPlan }] }, {}, stacks);
    const run = await runCli([...plan, "--parallel", "1", "--format", "json"], project);
    expect(run.exitCode).toBe(1);
    const reports = JSON.parse(run.stdout) as Record<string, { summary: { blocked: boolean } }>;
    expect(Object.entries(reports).map(([stack, { summary }]) => [stack, summary.blocked])).toEqual([
      ["api", false],
      ["site", true],
      ["jobs", true],
    ]);
    for (const stack of Object.keys(stacks))
      expect(existsSync(path.join(project.cwd, "chargeback.out", stack, "report.json"))).toBe(true);
  });

  test("ends without a report when Terraform fails for one, and says for which", async () => {
    const project = fakeProject(
      { init: [{}, { exitCode: 1, stderr: "Error: no provider" }], show: [{ stdout: goodPlan }] },
      {},
      stacks,
    );
    const run = await runCli([...plan, "--parallel", "1"], project);
    expect(run).toMatchObject({ exitCode: 3, stdout: "" });
    expect(run.stderr).toContain("no provider");
    expect(run.stderr).toContain("site");
  });

  test("by Ctrl-C sends one SIGINT to each Terraform that is at work, and begins no other", async () => {
    const project = fakeProject({ plan: [{ plan: "p", waitMs: 60_000 }] }, {}, stacks);
    const run = await runCli(plan, { ...project, during: interruptOnceWaiting(project, 2) });
    expect(run.exitCode).toBe(130);
    expect(commands(project.calls(), "plan")).toHaveLength(2);
    expect(commands(project.calls(), "SIGINT")).toHaveLength(2);
  });

  test.each(["0", "many", "-1", "100"])("--parallel %s is refused", async (value) => {
    const run = await runCli([...plan, "--parallel", value], fakeProject({}));
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain("It has to be a number from 1 to 99.");
  });
});

describe("stacks", () => {
  test("--json is one line for the matrix of a CI, and Terraform is not asked", async () => {
    const project = fakeProject({}, {}, stacks);
    const run = await runCli(["stacks", "--json"], project);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toBe(
      '[{"name":"api","dependsOn":[]},{"name":"site","dependsOn":["api"]},{"name":"jobs","dependsOn":[]}]\n',
    );
    expect(project.calls()).toEqual([]);
  });

  test("without it names, one a line", async () => {
    expect((await runCli(["stacks"], fakeProject({}, {}, stacks))).stdout).toBe("api\nsite\njobs\n");
  });
});
