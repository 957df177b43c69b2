import type { CheckFinding } from "./finding";
import type { Verified } from "./verify";

/** How many findings of each kind; advisory ones are counted only where they pass. */
export interface VerifySummary {
  readonly pass: number;
  readonly fail: number;
  readonly undetermined: number;
  readonly waiting: number;
  readonly notApplicable: number;
}

/** What `--format json` writes. */
export interface VerifyReport {
  readonly version: 1;
  /** ISO time. */
  readonly at: string;
  readonly target: string;
  readonly summary: VerifySummary;
  /** The earliest time at which something that is waited for should be there; null where nothing is. */
  readonly lookAgain: string | null;
  readonly projects: readonly (Verified & { readonly stack: string | null })[];
}

export function verifyReport(
  projects: VerifyReport["projects"],
  { target, now }: { readonly target: string; readonly now: Date },
): VerifyReport {
  const findings = projects.flatMap((project) => project.findings);
  const [lookAgain = null] = findings.flatMap((each) => each.lookAgain ?? []).sort();
  return { version: 1, at: now.toISOString(), target, summary: summaryOf(findings), lookAgain, projects };
}

export function summaryOf(findings: readonly CheckFinding[]): VerifySummary {
  const count = (verdict: CheckFinding["verdict"]): number =>
    findings.filter((each) => each.verdict === verdict && (verdict === "pass" || each.level !== "advisory")).length;
  return {
    pass: count("pass"),
    fail: count("fail"),
    undetermined: count("undetermined"),
    waiting: count("waiting"),
    notApplicable: findings.filter(({ verdict }) => verdict === "notApplicable").length,
  };
}

export type Outcome = "clean" | "wrong" | "waiting" | "unread";

/** What the whole came to: something that is wrong weighs more than something that could not be asked. */
export function outcomeOf({ projects }: Pick<VerifyReport, "projects">): Outcome {
  const held = projects.flatMap(({ findings }) => findings).filter(({ level }) => level !== "advisory");
  const open = held.filter(({ verdict }) => verdict === "undetermined");
  if (held.some(({ verdict }) => verdict === "fail")) return "wrong";
  if (open.some(({ unread }) => unread === true)) return "unread";
  if (open.length > 0) return "wrong";
  return held.some(({ verdict }) => verdict === "waiting") ? "waiting" : "clean";
}
