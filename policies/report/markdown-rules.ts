import { withoutControls } from "./control-characters";
import type { Judged } from "./renderer";
import { code, folded } from "./markdown-text";
import type { ReportedVerdict } from "./report";

const columns = ["pass", "fail", "undetermined", "waived", "notApplicable"] as const;

/** Each rule and its answers in all stacks: what a rule did not look at is no pass. */
export function rulesTable(judged: readonly Judged[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of judged) {
    for (const { rule, verdict } of outcome.report.verdicts) {
      const key = `${rule} ${verdict}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const levels = new Map(judged.flatMap(({ outcome }) => outcome.report.rules.map(({ id, level }) => [id, level])));
  const cell = (rule: string, verdict: ReportedVerdict["verdict"]): string =>
    String(counts.get(`${rule} ${verdict}`) ?? "");
  const rows = Array.from(levels, ([rule, level]) =>
    ["", code(withoutControls(rule)), level, ...columns.map((verdict) => cell(rule, verdict)), ""].join(" | ").trim(),
  );
  const head = "| rule | level | pass | fail | undetermined | waived | not applicable |";
  const body = [head, `|${" --- |".repeat(7)}`, ...rows].join("\n");
  return folded(`The ${rows.length} rules that were asked`, body);
}
