import { createHash } from "node:crypto";
import { withoutControls } from "./control-characters";
import { findingsOf, justificationOf, sentenceOf, weightOf, type Weight } from "./findings";
import { fingerprintsOf } from "./fingerprint";
import type { Judged, RenderOptions } from "./renderer";
import { relativePath } from "./relative-path";
import type { ReportedVerdict } from "./report";

/** One finding in GitLab's form: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
interface CodeQualityFinding {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: "info" | "minor" | "major" | "critical" | "blocker";
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** Both of the first two block; GitLab sorts by severity, and what is proven wrong goes first. */
const severities: Readonly<Record<Weight, CodeQualityFinding["severity"]>> = {
  fails: "blocker",
  undetermined: "critical",
  advises: "minor",
  disputed: "info",
  waived: "info",
};

/** The report for GitLab's Code Quality: every finding of every stack in one list. */
export function renderGitlab(judged: readonly Judged[], { folder }: Pick<RenderOptions, "folder">): string {
  return `${JSON.stringify(
    judged.flatMap((each) => codeQualityOf(each, folder)),
    undefined,
    2,
  )}\n`;
}

function codeQualityOf(judged: Judged, folder: string | undefined): CodeQualityFinding[] {
  const {
    outcome: { report },
    stack,
    plan = "plan.json",
  } = judged;
  const findings = findingsOf(report);
  const fingerprints = fingerprintsOf(findings);
  return findings.map((finding, index) => ({
    description: descriptionOf(finding, stack),
    check_name: finding.rule,
    fingerprint: ofStack(fingerprints[index]?.["chargebackRuleAndAddress/v1"] ?? "", stack),
    severity: severities[weightOf(finding) ?? "waived"],
    location: {
      path: relativePath(finding.location?.file ?? withoutControls(plan), folder),
      lines: { begin: finding.location?.line ?? 1 },
    },
  }));
}

function descriptionOf(finding: ReportedVerdict, stack: string | undefined): string {
  const about = stack === undefined ? "" : `${withoutControls(stack)}: `;
  const advice = weightOf(finding) === "advises" ? "advisory: " : "";
  const text = finding.verdict === "waived" ? `${finding.address}: ${justificationOf(finding)}` : sentenceOf(finding);
  return `${about}${advice}${text}`;
}

/** Two stacks may use one address; of two findings with one fingerprint GitLab shows one. */
function ofStack(fingerprint: string, stack: string | undefined): string {
  if (stack === undefined) return fingerprint;
  return createHash("sha256")
    .update(JSON.stringify([stack, fingerprint]))
    .digest("hex");
}
