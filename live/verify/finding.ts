import type { Level } from "../../policies";

/** Waiting is what AWS takes its time for: neither wrong nor proven yet. */
export type CheckVerdict = "pass" | "fail" | "undetermined" | "waiting" | "notApplicable";

/** One answer about one resource of the account. */
export interface CheckFinding {
  /** Id of a rule of the gate, or of a check that only an account can answer. */
  readonly check: string;
  readonly level: Level;
  readonly verdict: CheckVerdict;
  /** ARN, or what AWS calls it. */
  readonly address: string;
  /** What was seen. */
  readonly message: string;
  readonly evidence: readonly string[];
  /** What to do; null where nothing has to be done. */
  readonly remedy: string | null;
  /** ISO time after which what is waited for should be there; null where nothing is. */
  readonly lookAgain: string | null;
  /** Whether AWS did not answer what it takes to judge. @default false */
  readonly unread?: boolean;
}

/** What most findings of a check have in common. */
export function finding(
  check: string,
  address: string,
  told: Pick<CheckFinding, "verdict" | "message"> & Partial<CheckFinding>,
): CheckFinding {
  return { check, address, level: "mandatory", evidence: [], remedy: null, lookAgain: null, ...told };
}

const hourMs = 3_600_000;

/** So many hours after a time, for `lookAgain`. */
export const hoursAfter = (hours: number, time: Date): string =>
  new Date(time.getTime() + hours * hourMs).toISOString();
