import type { ReportedVerdict } from "../report/report";
import type { Rule } from "../rule";
import type { Waiver } from "./settings";
import { blocks, isWaivable, type WaiverScope } from "./waiver-scope";

/** The rule that waivers are held to. It judges settings and a report, not an estate, and cannot be waived itself. */
export const waiversAreSound: Pick<Rule, "id" | "level" | "question" | "rationale" | "source"> = {
  id: "waivers-are-sound",
  level: "mandatory",
  question: "Does every waiver still hold, cover what may be waived, and no more than it has to?",
  rationale:
    "A waiver is a promise by someone that an unproven cost is known. One that has run out, or that covers whatever comes, promises nothing.",
  source: "docs/settings.md#waivers",
};

/**
 * One verdict for each waiver. It blocks only where what the waiver covers blocks as well: a waiver that nothing needs is untidy,
 * and no danger to a bill.
 * @param isWaived whether a verdict of the report was let through, by this waiver or another.
 * @param ruleJudged false when its rule examined nothing, as on a destroy: whether it is needed is then not known.
 */
export function judgeWaiver(
  scope: WaiverScope,
  isWaived: (verdict: ReportedVerdict) => boolean,
  ruleJudged: boolean,
): ReportedVerdict {
  const { waiver, covered, flaws } = scope;
  const blocking = covered.filter((verdict) => blocks(verdict) && !isWaived(verdict));
  const waived = flaws.length === 0 ? covered.filter(isWaivable) : [];
  const verdict = (part: Pick<ReportedVerdict, "level" | "verdict" | "message" | "remedy">): ReportedVerdict => ({
    rule: waiversAreSound.id,
    ...part,
    address: waiver.place,
    ...(waiver.location === undefined ? {} : { location: waiver.location }),
    evidence: [
      `it is for ${waiver.rule} at ${waiver.address}`,
      `owner: ${waiver.owner}`,
      `reason: ${waiver.reason}`,
      `through ${waiver.expires} (UTC)`,
      ...(covered.length === 0 ? ["nothing that the rule examined has this address"] : listed(covered)),
    ],
  });
  if (flaws.length > 0) {
    return verdict({
      level: blocking.length > 0 ? "mandatory" : "advisory",
      verdict: "fail",
      message: `${flaws.join(", and ")}: it waives nothing${blocking.length > 0 ? `, and what it covers blocks: ${counted(blocking.length)}` : ""}`,
      remedy: flawRemedy(waiver, blocking),
    });
  }
  if (blocking.length > 0) {
    return verdict({
      level: "mandatory",
      verdict: "fail",
      message: `it covers ${counted(blocking.length)} that cannot be waived: a proven failure of a mandatory rule`,
      remedy: `mend ${few(blocking)}, or decide for everyone that ${waiver.rule} is overridable, under levels`,
    });
  }
  if (waived.length > 0) {
    return verdict({
      level: "mandatory",
      verdict: "pass",
      message: `it waives ${counted(waived.length)} of ${waiver.rule} through ${waiver.expires}`,
      remedy: null,
    });
  }
  if (!ruleJudged) {
    return verdict({
      level: "advisory",
      verdict: "notApplicable",
      message: `${waiver.rule} examined nothing in this plan: there is nothing to waive`,
      remedy: null,
    });
  }
  return verdict({
    level: "advisory",
    verdict: "fail",
    message: `it is unused: ${covered.length === 0 ? "it covers nothing in this plan" : "nothing that it covers blocks"}`,
    remedy: "take it out, or correct its address; keep it if another stack's plan needs it",
  });
}

function flawRemedy({ owner }: Waiver, blocking: readonly ReportedVerdict[]): string {
  if (blocking.length === 0) return "take it out: nothing needs it";
  const mend = `mend ${few(blocking)}`;
  if (!blocking.some(isWaivable)) return `${mend}; no waiver can let it through`;
  return `${mend}; where that has to wait, agree with ${owner} on a waiver that still runs and names each address`;
}

const counted = (count: number): string => (count === 1 ? "1 verdict" : `${count} verdicts`);

/** Enough to find them; the report lists every one. */
const most = 5;

function few(verdicts: readonly ReportedVerdict[]): string {
  const named = [...new Set(verdicts.map(({ address }) => address))];
  return `${named.slice(0, most).join(", ")}${named.length > most ? ` and ${named.length - most} more` : ""}`;
}

function listed(covered: readonly ReportedVerdict[]): string[] {
  const shown = covered.slice(0, most).map(({ address, verdict, level }) => `covers ${address}: ${verdict}, ${level}`);
  return covered.length > most ? [...shown, `covers ${covered.length - most} more`] : shown;
}
