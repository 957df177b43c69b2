import { describe, expect, test } from "@jest/globals";
import { CheckovError } from "../../../policies/checkov/checkov-error";
import { readOutput } from "../../../policies/checkov/read-output";
import { isTested } from "../../../policies/checkov/version";
import { recordedOutput } from "./support/stand-in";

interface Output {
  check_type: string;
  results: { passed_checks: unknown[]; failed_checks: Record<string, unknown>[]; parsing_errors: unknown[] };
  summary: Record<string, unknown>;
}

const findings = (): Output => JSON.parse(recordedOutput("findings")) as Output;

test("a report that was recorded is read", () => {
  expect(readOutput(recordedOutput("findings"))).toEqual({
    version: "3.3.13",
    records: [
      {
        check: "CKV2_EXAMPLE_1",
        name: "Agent must not name a foundation model",
        address: "aws_bedrockagent_agent.direct",
        verdict: "fail",
      },
    ],
  });
});

test("a record without an address of its own is told by its resource", () => {
  const output = findings();
  for (const record of output.results.failed_checks) record["resource_address"] = null;
  expect(readOutput(JSON.stringify(output)).records[0]?.address).toBe("aws_bedrockagent_agent.direct");
});

test.each([
  ["broken-plan", /no resource at all/],
  ["missing-plan", /could not parse/],
  ["missing-policy-dir", /no resource at all/],
  ["unknown-check", /no resource at all/],
])("the recorded %s, with which Checkov exits 0, is an error", (name, message) => {
  expect(() => readOutput(recordedOutput(name))).toThrow(message);
});

describe("what cannot be counted is an error", () => {
  test.each<[string, (output: Output) => void, RegExp]>([
    ["a record too few", (output) => output.results.failed_checks.pop(), /does not count/],
    [
      "a pass that the summary does not know",
      ({ results }) => results.passed_checks.push(results.failed_checks[0]),
      /does not count/,
    ],
    [
      "a parsing error that the summary does not know",
      ({ results }) => results.parsing_errors.push("plan.json"),
      /does not count/,
    ],
    ["a record without an id", ({ results }) => delete results.failed_checks[0]?.["check_id"], /known form at results/],
    ["another framework", (output) => (output.check_type = "terraform"), /known form at check_type/],
    ["a count that is none", ({ summary }) => (summary["failed"] = "1"), /known form at summary/],
    ["a count below nothing", ({ summary }) => (summary["resource_count"] = -1), /known form at summary/],
    ["an older version", ({ summary }) => (summary["checkov_version"] = "2.5.20"), /"2.5.20"/],
    ["a later major version", ({ summary }) => (summary["checkov_version"] = "4.0.0"), /below 4/],
  ])("%s", (_, change, message) => {
    const output = findings();
    change(output);
    expect(() => readOutput(JSON.stringify(output))).toThrow(message);
  });

  test.each([
    ["nothing", "", /no report/],
    ["text", "Traceback", /not JSON/],
    ["half a report", recordedOutput("findings").slice(0, 2000), /not JSON/],
    ["a number", "7", /known form/],
    ["null", "null", /known form/],
    ["a list of reports", `[${recordedOutput("findings")}]`, /known form/],
    ["two reports", recordedOutput("findings").repeat(2), /not JSON/],
  ])("%s", (_, text, message) => {
    expect(() => readOutput(text)).toThrow(CheckovError);
    expect(() => readOutput(text)).toThrow(message);
  });
});

test.each([
  ["3.3.0", true],
  ["3.3.13", true],
  ["3.10.1", true],
  ["3.2.500", false],
  ["2.9.9", false],
  ["4.0.0", false],
  ["33.3.1", false],
  ["3.3", false],
  ["", false],
])("version %s is tested: %s", (version, tested) => {
  expect(isTested(version)).toBe(tested);
});
