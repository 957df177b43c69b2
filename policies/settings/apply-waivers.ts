import type { ReportedVerdict } from "../report/report";
import { dayOf } from "./day";
import type { Waiver } from "./settings";
import { isWaivable, scopeOf } from "./waiver-scope";
import { judgeWaiver } from "./waivers-are-sound";

/**
 * Lets through what sound waivers cover, and adds a verdict about each waiver itself, in the waivers' order.
 * A verdict that is let through keeps its message and remedy, and gains the waiver's place, owner, reason and end as evidence.
 */
export function applyWaivers(
  verdicts: readonly ReportedVerdict[],
  waivers: readonly Waiver[],
  now: Date,
): ReportedVerdict[] {
  if (waivers.length === 0) return [...verdicts];
  const judged = new Map<string, ReportedVerdict[]>();
  for (const verdict of verdicts) {
    if (verdict.verdict === "notApplicable") continue;
    const ofRule = judged.get(verdict.rule);
    if (ofRule === undefined) judged.set(verdict.rule, [verdict]);
    else ofRule.push(verdict);
  }
  const today = dayOf(now);
  const scopes = waivers.map((waiver) => scopeOf(waiver, judged.get(waiver.rule) ?? [], today));

  // A verdict that two sound waivers cover is let through by the first; neither is unused.
  const waivedBy = new Map<ReportedVerdict, Waiver>();
  for (const { waiver, covered, flaws } of scopes) {
    if (flaws.length > 0) continue;
    for (const verdict of covered) if (isWaivable(verdict) && !waivedBy.has(verdict)) waivedBy.set(verdict, waiver);
  }
  const isWaived = (verdict: ReportedVerdict): boolean => waivedBy.has(verdict);
  return [
    ...verdicts.map((verdict) => waive(verdict, waivedBy.get(verdict))),
    ...scopes.map((scope) => judgeWaiver(scope, isWaived, judged.has(scope.waiver.rule))),
  ];
}

function waive(verdict: ReportedVerdict, waiver: Waiver | undefined): ReportedVerdict {
  if (waiver === undefined) return verdict;
  return {
    ...verdict,
    verdict: "waived",
    evidence: [
      ...verdict.evidence,
      `${verdict.verdict}, but waived by ${waiver.place} through ${waiver.expires} (UTC)`,
      `owner: ${waiver.owner}`,
      `reason: ${waiver.reason}`,
    ],
  };
}
