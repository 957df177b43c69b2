import type { ReportedVerdict } from "../report/report";
import { type AddressPattern, readPattern } from "./address-pattern";
import { isDay } from "./day";
import type { Waiver } from "./settings";

/** Most resources that one pattern may cover. */
export const mostCovered = 25;

/** What a waiver is about in one report, and what is wrong with the waiver itself. */
export interface WaiverScope {
  readonly waiver: Waiver;
  /** Verdicts of its rule at its addresses; those that are not applicable are left out. */
  readonly covered: readonly ReportedVerdict[];
  /** Each a reason for which it waives nothing: "it expired on ...". */
  readonly flaws: readonly string[];
}

/** @param judged the verdicts of the waiver's rule, without those that are not applicable. */
export function scopeOf(waiver: Waiver, judged: readonly ReportedVerdict[], today: string): WaiverScope {
  const pattern = readPattern(waiver.address);
  const matches = pattern?.matches ?? ((address: string) => address === waiver.address);
  const covered = judged.filter(({ address }) => matches(address));
  const flaws = [...expiry(waiver.expires, today), ...breadth(pattern, addresses(covered), addresses(judged))];
  return { waiver, covered, flaws };
}

const addresses = (verdicts: readonly ReportedVerdict[]): number =>
  new Set(verdicts.map(({ address }) => address)).size;

/** It holds through the end of its last day. A day that cannot be read is over: settings may come from code, unchecked. */
function expiry(expires: string, today: string): string[] {
  if (!isDay(expires)) return [`its end ${JSON.stringify(expires)} is no day`];
  return expires < today ? [`it expired on ${expires}`] : [];
}

function breadth(pattern: AddressPattern | undefined, covered: number, judged: number): string[] {
  if (pattern === undefined || pattern.exact) return [];
  if (!pattern.namesSomething) return ["its address is too broad: it names no module, type or resource"];
  if (covered > mostCovered)
    return [`its address is too broad: it covers ${covered} resources, more than ${mostCovered}`];
  if (pattern.hasOpenName && judged > 1 && covered === judged) {
    return [`its address is too broad: it covers all ${judged} resources that the rule examined`];
  }
  return [];
}

/** Does the verdict stop the plan? */
export function blocks({ level, verdict }: ReportedVerdict): boolean {
  return level !== "advisory" && (verdict === "fail" || verdict === "undetermined");
}

/** A proven failure of a mandatory rule stays one; a lack of proof may be answered for by a person. */
export function isWaivable(verdict: ReportedVerdict): boolean {
  return blocks(verdict) && !(verdict.level === "mandatory" && verdict.verdict === "fail");
}
