import { withoutControls } from "./control-characters";
import type { Report, ReportedVerdict } from "./report";

/** What a finding does to the plan: in this order they are shown. */
export const weights = ["fails", "undetermined", "advises", "disputed", "waived"] as const;

export type Weight = (typeof weights)[number];

/** Undefined for an answer that asks nothing of anyone. */
export function weightOf({
  verdict,
  level,
  disputedBy,
}: Pick<ReportedVerdict, "verdict" | "level" | "disputedBy">): Weight | undefined {
  if (verdict === "pass" && disputedBy !== undefined) return "disputed";
  if (verdict === "pass" || verdict === "notApplicable") return undefined;
  if (verdict === "waived") return "waived";
  if (level === "advisory") return "advises";
  return verdict === "fail" ? "fails" : "undetermined";
}

/** What a report has to tell, errors of the gate first and then by weight, without control characters. */
export function findingsOf({
  verdicts,
  ...report
}: Pick<Report, "verdicts" | "errors" | "account">): ReportedVerdict[] {
  const told = withoutControls([...faultsOf(report), ...verdicts]);
  return weights.flatMap((weight) => told.filter((verdict) => weightOf(verdict) === weight));
}

/** Viewers show results and nothing else: what kept the gate from a verdict must be one, or a blocked plan would look clean. */
export function faultsOf({ errors, account }: Pick<Report, "errors" | "account">): ReportedVerdict[] {
  const about = { address: account === undefined ? "plan" : `account ${account.id}`, evidence: [], remedy: null };
  return errors.map(({ code, message }) => ({ rule: code, level: "mandatory", verdict: "fail", message, ...about }));
}

/** The waiver stands last in the evidence: its place and end, its owner, its reason. */
export const justificationOf = ({ evidence }: Pick<ReportedVerdict, "evidence">): string =>
  evidence.slice(-3).join("; ");

/** The finding in a line of plain text: where, what and how to mend it. */
export function sentenceOf(finding: ReportedVerdict): string {
  const { address, verdict, message, remedy } = finding;
  const open = verdict === "undetermined" ? "undetermined: " : "";
  const fix = remedy === null ? "" : ` Fix: ${remedy}.`;
  const dispute = disputeOf(finding);
  return `${address}: ${open}${message}.${fix}${dispute === undefined ? "" : ` Disputed: ${dispute}.`}`;
}

/** Who says otherwise, and what counts; undefined for a verdict that nobody disputes. */
export const disputeOf = ({ disputedBy }: Pick<ReportedVerdict, "disputedBy">): string | undefined =>
  disputedBy === undefined
    ? undefined
    : `${disputedBy} fails it, which does not see everything that proves it; the proof counts, unless --checkov-strict is given`;
