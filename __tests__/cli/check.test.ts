import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { FormatName } from "../../policies/report/format-option";
import { badPlan, goodPlan } from "./support/fake-project";
import { freshFolder, runCli } from "./support/run-cli";

/** Writes one plan into a folder of its own and returns its path. */
function planFile(content: string | Buffer): string {
  const file = path.join(freshFolder(), "plan.json");
  writeFileSync(file, content);
  return file;
}

describe("input that is no plan ends with exit 2 and one line", () => {
  const state = JSON.stringify({ version: 4, terraform_version: "1.11.4", serial: 1, lineage: "x", resources: [] });
  test.each<[string, () => string]>([
    ["a missing file", () => path.join(freshFolder(), "plan.json")],
    ["a directory", () => freshFolder()],
    ["an empty file", () => planFile("")],
    ["broken JSON", () => planFile('{"format_version": ')],
    ["an empty object", () => planFile("{}")],
    ["a list", () => planFile("[]")],
    ["a state file", () => planFile(state)],
    ["an unknown format_version", () => planFile(goodPlan.replace('"format_version":"1.2"', '"format_version":"9.0"'))],
    ["a plan that was cut off", () => planFile(goodPlan.slice(0, -40))],
    ["a binary plan", () => planFile(Buffer.from("PK\u0003\u0004\u0000\u0000tfplan", "latin1"))],
    ["200,000 open brackets", () => planFile("[".repeat(200_000))],
    ["200,000 nested objects", () => planFile(`${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`)],
  ])("%s", async (_, make) => {
    const file = make();
    const run = await runCli(["check", file]);

    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(run.stderr).toContain(file);
    expect(run.stderr.length).toBeLessThan(1000);
  });
});

test("a good plan passes", async () => {
  const run = await runCli(["check", planFile(goodPlan)]);
  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  expect(run.stdout).toContain("PASSED");
});

test("a bad plan is blocked; --format json prints the report and nothing else", async () => {
  const file = planFile(badPlan);
  const run = await runCli(["check", file, "--format", "json"]);
  expect(run).toMatchObject({ exitCode: 1, stderr: "" });
  const report = JSON.parse(run.stdout) as { summary: { blocked: boolean; fail: number } };
  expect(report.summary).toMatchObject({ blocked: true, fail: 1 });
});

describe("several plans", () => {
  test("get one report, each under the name of its folder; one that is bad blocks", async () => {
    const [good, bad] = [planFile(goodPlan), planFile(badPlan)];
    const run = await runCli(["check", good, bad, good, "--format", "json"]);
    expect(run).toMatchObject({ exitCode: 1, stderr: "" });
    const reports = JSON.parse(run.stdout) as Record<string, { summary: { blocked: boolean } }>;
    const nameOf = (file: string): string => path.basename(path.dirname(file));
    expect(Object.entries(reports).map(([name, { summary }]) => [name, summary.blocked])).toEqual([
      [nameOf(good), false],
      [nameOf(bad), true],
    ]);
  });

  test("have a folder of configuration each, so --config is refused", async () => {
    const run = await runCli(["check", planFile(goodPlan), planFile(goodPlan), "--config", "."]);
    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toContain("--config names the folder of one plan.");
  });
});

const beginnings: Record<FormatName, RegExp> = {
  text: /^[^]*BLOCKED: /,
  json: /^\{/,
  sarif: /^\{/,
  junit: /^<\?xml version="1.0" encoding="UTF-8"\?>/,
  github: /^::error /,
  gitlab: /^\[/,
  markdown: /^<!-- chargeback -->/,
};

test("--format FORMAT=PATH writes every report to its file, in one run", async () => {
  const file = planFile(badPlan);
  const folder = path.join(path.dirname(file), "reports");
  const asked = Object.keys(beginnings).flatMap((format) => ["--format", `${format}=${path.join(folder, format)}`]);
  const run = await runCli(["check", file, ...asked], { env: { GITHUB_STEP_SUMMARY: undefined } });
  expect(run).toMatchObject({ exitCode: 1, stderr: "" });
  expect(run.stdout).toContain("BLOCKED");
  for (const [format, beginning] of Object.entries(beginnings)) {
    expect(readFileSync(path.join(folder, format), "utf8")).toMatch(beginning);
  }
});

test("files are named from the root of the repository that CI works in", async () => {
  const file = planFile(badPlan);
  const folder = path.dirname(file);
  const env = { GITHUB_WORKSPACE: path.dirname(folder), GITHUB_STEP_SUMMARY: undefined };
  const run = await runCli(["check", "plan.json", "--format", "gitlab"], { cwd: folder, env });
  const [finding] = JSON.parse(run.stdout) as { location: { path: string } }[];
  expect(finding?.location.path).toBe(`${path.basename(folder)}/plan.json`);
});

describe("the summary of GitHub's step", () => {
  test("gets the comment behind what is there already, with --format github", async () => {
    const file = planFile(badPlan);
    const summary = path.join(path.dirname(file), "summary.md");
    writeFileSync(summary, "# Mine\n\n");
    const run = await runCli(["check", file, "--format", "github"], { env: { GITHUB_STEP_SUMMARY: summary } });
    expect(run).toMatchObject({ exitCode: 1, stderr: "" });
    expect(run.stdout).toMatch(/^::error /);
    expect(readFileSync(summary, "utf8")).toMatch(/^# Mine\n\n<!-- chargeback -->\n\n## ❌ Chargeback: blocked\n/);
  });

  test("is left alone without --format github", async () => {
    const file = planFile(badPlan);
    const summary = path.join(path.dirname(file), "summary.md");
    await runCli(["check", file, "--format", "markdown"], { env: { GITHUB_STEP_SUMMARY: summary } });
    expect(existsSync(summary)).toBe(false);
  });

  test("that cannot be written changes no verdict", async () => {
    const file = planFile(goodPlan);
    const env = { GITHUB_STEP_SUMMARY: path.join(path.dirname(file), "nowhere", "summary.md") };
    const run = await runCli(["check", file, "--format", "github"], { env });
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain("GITHUB_STEP_SUMMARY could not be written");
  });
});

test("a reader that closes the pipe early does not change the exit code", async () => {
  const run = await runCli(["check", planFile(badPlan), "--format", "json"], {
    during: (child) => child.stdout?.destroy(),
  });
  expect(run).toMatchObject({ exitCode: 1, stderr: "" });
});

test("--config names the folder of the configuration", async () => {
  const file = planFile(goodPlan);
  const missing = path.join(path.dirname(file), "nowhere");
  const run = await runCli(["check", file, "--config", missing]);
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain(missing);
});

test.each([
  ["no command", []],
  ["an unknown command", ["chek"]],
  ["an unknown option", ["plan", "--fast"]],
  ["an unknown format", ["check", "plan.json", "--format", "xml"]],
  ["an unknown target", ["plan", "--target", "azure"]],
])("wrong usage, %s, ends with exit 2", async (_, args) => {
  const run = await runCli(args);
  expect(run).toMatchObject({ exitCode: 2, stdout: "" });
  expect(run.stderr).not.toMatch(/^\s+at /m);
});

test("--help documents every exit code", async () => {
  const run = await runCli(["plan", "--help"]);
  expect(run.exitCode).toBe(0);
  const codes = readFileSync(path.join(__dirname, "..", "..", "cli", "exit-codes.ts"), "utf8").match(/: (\d+),/g) ?? [];
  for (const code of codes) expect(run.stdout).toMatch(new RegExp(`^ +${code.slice(2, -1)} `, "m"));
  expect(codes).toHaveLength(5);
});
