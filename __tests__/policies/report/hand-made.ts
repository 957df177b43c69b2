import { goodEstate } from "../../../policies/canary/estates";
import type { Estate } from "../../../policies/estate";
import type { Outcome } from "../../../policies/gate";
import type { Report, ReportedVerdict } from "../../../policies/report/report";

/** A failure, changed. */
export const finding = (change: Partial<ReportedVerdict> = {}): ReportedVerdict => ({
  rule: "is-good",
  level: "mandatory",
  verdict: "fail",
  address: "a.b",
  message: "it is bad",
  evidence: [],
  remedy: null,
  ...change,
});

/** Where the money has no way yet: what a test is about it puts in. */
export const bareEstate: Estate = {
  ...goodEstate("Project"),
  agents: [],
  aliases: [],
  functions: [],
  inferenceProfiles: [],
  budgets: [],
};

export const nothingCounted: Report["summary"] = {
  blocked: false,
  pass: 0,
  fail: 0,
  undetermined: 0,
  notApplicable: 0,
  waived: 0,
};

/** What the gate might have said, in as few words as a test needs; its counts are the test's own. */
export function outcomeWith(report: Partial<Report>, estate: Estate = bareEstate): Outcome {
  const verdicts = report.verdicts ?? [];
  return {
    report: {
      version: 1,
      target: null,
      plan: { sha256: "00", formatVersion: "1.2", terraformVersion: "1.11.4" },
      summary: nothingCounted,
      rules: [],
      errors: [],
      ...report,
      verdicts,
    },
    told: verdicts.filter(
      ({ verdict, disputedBy }) => !["pass", "notApplicable"].includes(verdict) || disputedBy !== undefined,
    ),
    estate,
    tagKey: "Project",
    conceal: (text) => text.replaceAll("hunter2", "(hidden)"),
  };
}
