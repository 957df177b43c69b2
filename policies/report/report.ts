import type { SourceLocation } from "../estate";
import type { Level, Verdict } from "../rule";

/** The one result of the gate, and of an audit; `report.json` is exactly this. Its JSON Schema is report.schema.json. */
export interface Report {
  readonly version: 1;
  /** Where the plan was made for; null for a plan that came from elsewhere. */
  readonly target: string | null;
  /** Null for a report about an account. */
  readonly plan: PlanIdentity | null;
  /** The account that was asked, for a report about one. @default it is about a plan */
  readonly account?: { readonly id: string; readonly regions: readonly string[] };
  readonly summary: Summary;
  readonly rules: readonly RuleSummary[];
  readonly verdicts: readonly ReportedVerdict[];
  /** What kept the gate from a sound verdict; anything here blocks. */
  readonly errors: readonly { readonly code: string; readonly message: string }[];
}

/** Which plan a report is about. */
export interface PlanIdentity {
  /** SHA-256, in hexadecimal, of the plan file that is applied; of the JSON text where only that was given. */
  readonly sha256: string;
  readonly formatVersion: string;
  readonly terraformVersion: string;
}

/** How often a rule gave each verdict. */
export interface RuleSummary {
  readonly id: string;
  readonly level: Level;
  /** How many verdicts it gave, without those that say "not applicable". */
  readonly examined: number;
  /** How many of them are a pass. */
  readonly pass: number;
}

/** Advisory verdicts are listed, and counted under `pass` only. */
export interface Summary {
  readonly blocked: boolean;
  readonly pass: number;
  readonly fail: number;
  readonly undetermined: number;
  readonly notApplicable: number;
  readonly waived: number;
}

/** A verdict as reports show it. */
export interface ReportedVerdict {
  readonly rule: string;
  readonly level: Level;
  readonly verdict: Verdict | "waived";
  /** Address of the resource judged. */
  readonly address: string;
  readonly constructPath?: string;
  readonly location?: SourceLocation;
  readonly message: string;
  readonly evidence: readonly string[];
  /** What to change; null where nothing has to. */
  readonly remedy: string | null;
  /** Check of another engine that fails what is proven here: shown, and does not block. */
  readonly disputedBy?: string;
}
