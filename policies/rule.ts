import type { Estate } from "./estate";

/**
 * How much a rule's answer weighs. A failure blocks unless the rule is advisory; undetermined blocks likewise. A waiver can let
 * an undetermined verdict through, and the failure of an overridable rule; the failure of a mandatory one stays.
 */
export type Level = "mandatory" | "overridable" | "advisory";

/** What a rule answers about one resource. */
export type Verdict = "pass" | "fail" | "undetermined" | "notApplicable";

/** One answer of a rule about one resource instance. */
export interface Finding {
  readonly verdict: Verdict;
  /** The resource judged. */
  readonly address: string;
  /** One sentence: what is so, and why it matters. */
  readonly message: string;
  /** What was seen, link by link. */
  readonly evidence: readonly string[];
  /** What to change, concretely; for fail and undetermined. */
  readonly remedy?: string;
  /** @default the rule's own level */
  readonly level?: Level;
  /** Check of another engine that fails what is a proven pass here. @default nobody disputes it */
  readonly disputedBy?: string;
}

/** What a rule may look at beside the estate. */
export interface RuleContext {
  /** Key of the cost allocation tag that names the project. */
  readonly tagKey: string;
  /** Values that the tag may take; `*` stands for any characters. @default any value */
  readonly allowedProjects?: readonly string[] | undefined;
  /** The day that the verdicts hold for. */
  readonly now: Date;
  /** Whether this rule was asked for by `--require`: what it looks for must be in this plan then. @default false */
  readonly required?: boolean | undefined;
}

/** A rule is a plain object: written once, it holds for every reader of the estate. */
export interface Rule {
  /** Public name: file, documentation page and waivers use it. */
  readonly id: string;
  readonly level: Level;
  /** What it asks, as a question with the answer "yes" for a pass. */
  readonly question: string;
  /** Why it matters for the bill. */
  readonly rationale: string;
  /** Page that the rationale stands on. */
  readonly source: string;
  /** Asks the question of everything in the estate that it is about; an empty answer is "nothing to examine". */
  readonly examine: (estate: Estate, context: RuleContext) => readonly Finding[];
  /** Terraform types that carry what it asks for: on a destroy those that go are told. @default none */
  readonly carriers?: RegExp;
  /** Asked on a destroy too, where no attribution is left to judge. @default false */
  readonly judgesDestroy?: boolean;
}
