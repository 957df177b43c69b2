import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Report } from "../../policies";
import { root, runCli } from "../cli/support/run-cli";

const folder = path.join(root, "examples");

/** The stacks of each example, and how many Bedrock agents are among their resources. */
const expected: Record<string, Record<string, number>> = {
  minimal: { SupportAgent: 1 },
  "many-projects": { Support: 1, Recruiting: 1, Contracts: 1 },
  "cross-region-profile": { ContractReader: 1 },
  "lambda-without-agent": { TicketSummaries: 0 },
};

const examined = (report: Report, rule: string) => report.rules.find(({ id }) => id === rule)?.examined;

test("every CDKTF example is planned here, and is in the list of examples", () => {
  const apps = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "cdktf.json")));
  expect(apps.sort()).toEqual(Object.keys(expected).sort());
  const list = readFileSync(path.join(folder, "README.md"), "utf8");
  for (const name of apps) expect(list).toContain(`](${name}/)`);
});

describe.each(Object.entries(expected))("examples/%s", (name, stacks) => {
  test("is synthesized, planned without an account, and passes the gate", async () => {
    const cwd = path.join(folder, name);
    const run = await runCli(["plan", "--target", "offline"], { cwd });
    expect({ exitCode: run.exitCode, stderr: run.exitCode === 0 ? "" : run.stderr }).toEqual({
      exitCode: 0,
      stderr: "",
    });
    expect(readdirSync(path.join(cwd, "cdktf.out", "stacks")).sort()).toEqual(Object.keys(stacks).sort());
    for (const [stack, agents] of Object.entries(stacks)) {
      const file = path.join(cwd, "chargeback.out", stack, "report.json");
      const report = JSON.parse(readFileSync(file, "utf8")) as Report;
      expect(report.summary).toMatchObject({ blocked: false, fail: 0, undetermined: 0 });
      expect(examined(report, "agent-uses-inference-profile")).toBe(agents);
      expect(examined(report, "inference-profile-has-project-tag")).toBe(1);
      expect(examined(report, "budget-matches-project-tag")).toBe(1);
      expect(examined(report, "no-direct-model-access")).toBeGreaterThan(0);
      expect(examined(report, "project-tag-on-every-billable")).toBeGreaterThan(0);
    }
  });
});
