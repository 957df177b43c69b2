import { disputeOf, justificationOf, weightOf, type Weight } from "./findings";
import type { Report, ReportedVerdict } from "./report";

/** One case, in the form that becomes XML: members with an @ are attributes. */
export interface TestCase {
  readonly "@name": string;
  readonly "@classname": string;
  readonly "@time": 0;
  readonly failure?: Detail;
  readonly error?: Detail;
  readonly skipped?: Detail;
}

interface Detail {
  readonly "@type": string;
  readonly "@message": string;
  readonly "#text"?: string;
}

/**
 * What an advisory rule says is skipped, not passed: a failure would turn a plan red that the gate lets through, and GitLab shows nothing
 * that a passed case has to say. pytest writes its tolerated failures likewise:
 * https://docs.pytest.org/en/stable/how-to/skipping.html
 */
const elements = {
  fails: "failure",
  undetermined: "failure",
  advises: "skipped",
  disputed: "skipped",
  waived: "skipped",
} as const;

/** Their type attribute; a reader that sorts failures by type tells what is disproven from what is not proven. */
const types: Readonly<Record<Weight, string>> = {
  fails: "fail",
  undetermined: "undetermined",
  advises: "advisory",
  disputed: "disputed",
  waived: "waived",
};

export function testCaseOf(verdict: ReportedVerdict, classname: string): TestCase {
  const { address, message } = verdict;
  const about = { "@name": address, "@classname": classname, "@time": 0 } as const;
  const weight = weightOf(verdict);
  if (weight !== undefined) {
    return { ...about, [elements[weight]]: detail(types[weight], message, linesOf(verdict, weight)) };
  }
  return verdict.verdict === "pass" ? about : { ...about, skipped: detail("notApplicable", message) };
}

/** What a rule did not look at is no pass. */
export const untouchedCase = (classname: string): TestCase => ({
  "@name": "nothing to examine",
  "@classname": classname,
  "@time": 0,
  skipped: detail("nothingToExamine", "there is nothing that the rule asks about"),
});

export const errorCase = ({ code, message }: Report["errors"][number], classname: string): TestCase => ({
  "@name": code,
  "@classname": classname,
  "@time": 0,
  error: detail(code, message, [message]),
});

export function tally(cases: readonly TestCase[]): Record<string, number> {
  const count = (element: "failure" | "error" | "skipped"): number =>
    cases.filter((each) => each[element] !== undefined).length;
  return {
    "@tests": cases.length,
    "@failures": count("failure"),
    "@errors": count("error"),
    "@skipped": count("skipped"),
  };
}

const detail = (type: string, message: string, lines: readonly string[] = []): Detail => ({
  "@type": type,
  "@message": message,
  ...(lines.length === 0 ? {} : { "#text": lines.join("\n") }),
});

function linesOf(verdict: ReportedVerdict, weight: Weight): string[] {
  const { message, constructPath, location, evidence, remedy } = verdict;
  const dispute = disputeOf(verdict);
  if (weight === "waived") return [message, justificationOf(verdict)];
  return [
    `${types[weight]}: ${message}`,
    ...(constructPath === undefined ? [] : [`construct: ${constructPath}`]),
    ...(location === undefined ? [] : [`source: ${location.file}:${location.line}`]),
    ...evidence.map((link) => `seen: ${link}`),
    ...(remedy === null ? [] : [`fix: ${remedy}`]),
    ...(dispute === undefined ? [] : [`disputed: ${dispute}`]),
  ];
}
