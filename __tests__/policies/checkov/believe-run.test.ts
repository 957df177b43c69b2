import { describe, expect, test } from "@jest/globals";
import { believeRun } from "../../../policies/checkov/believe-run";
import { CheckovError } from "../../../policies/checkov/checkov-error";
import type { CheckovEnd, CheckovRun } from "../../../policies/checkov/run-checkov";
import { recordedOutput } from "./support/stand-in";

const exited = (exitCode: number): CheckovEnd => ({ kind: "exited", exitCode });
const withFailures = recordedOutput("findings");

const run = (changes: Partial<CheckovRun>): CheckovRun => ({
  end: exited(1),
  stdout: withFailures,
  stderr: "",
  timeLimitSec: 90,
  ...changes,
});

/** What a run that is not believed is told as. */
function told(
  changes: Partial<CheckovRun>,
  conceal = (text: string) => text,
): Pick<CheckovError, "message" | "output"> {
  try {
    believeRun(run(changes), conceal);
  } catch (error) {
    if (error instanceof CheckovError) return { message: error.message, output: error.output };
    throw error;
  }
  throw new Error("it was believed");
}

/** The recorded report as it would be if nothing had failed. */
const withoutFailures = (): string => {
  const report = JSON.parse(withFailures) as { results: object; summary: object };
  return JSON.stringify({
    ...report,
    results: { ...report.results, failed_checks: [] },
    summary: { ...report.summary, failed: 0 },
  });
};

describe("a run of Checkov", () => {
  test("that found something ends with 1, and one that found nothing with 0", () => {
    expect(believeRun(run({}), (text) => text).records.some(({ verdict }) => verdict === "fail")).toBe(true);
    const clean = believeRun(run({ end: exited(0), stdout: withoutFailures() }), (text) => text);
    expect(clean).toEqual({ version: "3.3.13", records: [] });
  });

  test.each<[string, Partial<CheckovRun>, string]>([
    [
      "that could not be started",
      { end: { kind: "unstartable", reason: "EACCES" } },
      "Checkov could not be started: EACCES",
    ],
    [
      "that was stopped",
      { end: { kind: "timedOut" } },
      "Checkov was stopped after 90 s: set CHARGEBACK_CHECKOV_SECONDS to give it longer",
    ],
    ["that wrote too much", { end: { kind: "tooMuch" } }, "Checkov was stopped: it wrote more than can be read"],
    ["that was killed", { end: { kind: "killed", signal: "SIGKILL" } }, "Checkov was ended by SIGKILL"],
    ["with an exit code of its own", { end: exited(2) }, "Checkov ended with exit code 2"],
    [
      "that failed nothing and exits 1",
      { stdout: withoutFailures() },
      "Checkov ended with exit code 1, and its report says otherwise: a configuration file of Checkov's may change its answers",
    ],
    [
      "that failed something and exits 0",
      { end: exited(0) },
      "Checkov ended with exit code 0, and its report says otherwise: a configuration file of Checkov's may change its answers",
    ],
    [
      "with a check's id that it does not know",
      { stderr: "WARNING Failed to parse check id X" },
      "Checkov could not make out the id of a check",
    ],
    ["without one of our policies", { stderr: "Cannot load external check" }, "Checkov could not load a policy"],
    [
      "with a policy that raises",
      { stderr: "Failed to run check X" },
      "Checkov ran into a policy that raises an error",
    ],
    [
      "with a traceback",
      { stderr: "Traceback (most recent call last):\n  KeyError" },
      "Checkov ran into an error of its own",
    ],
  ])("%s is not believed", (_, changes, message) => {
    expect(told(changes).message).toBe(message);
  });

  test("without a report is told by what the report lacks", () => {
    expect(told({ stdout: "" }).message).toContain("wrote no report");
  });
});

describe("what Checkov said is shown", () => {
  test("by its last words, where it has some", () => {
    const { output } = told({ end: exited(2), stderr: `  ${"a".repeat(3_000)}KeyError: 1\n\n` });
    expect([output.length, output.endsWith("aKeyError: 1")]).toEqual([2_000, true]);
  });

  test("by the beginning of its report, where it has none", () => {
    const { output } = told({ end: exited(2), stderr: " \n", stdout: `begin ${"x".repeat(3_000)}` });
    expect([output.length, output.startsWith("begin x")]).toEqual([400, true]);
  });

  test("without the plan's secrets and without what moves a terminal's cursor, line by line", () => {
    const conceal = (text: string): string => text.replace("hunter2", "(sensitive value)");
    const { output } = told({ end: exited(2), stderr: "one \u001b[31mhunter2\u0007\n\ttwo" }, conceal);
    expect(output).toBe("one [31m(sensitive value)\n\ttwo");
  });
});
