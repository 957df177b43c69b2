import type { Rule, Verdict } from "../rule";

/** What a person needs to know of a rule beyond its question: its page, `chargeback explain` and SARIF's help are made of it. */
export interface RuleDocumentation {
  /** What the rule looks at, as a sentence. */
  readonly examines: string;
  /** What each answer means, as sentences. */
  readonly answers: Readonly<Record<Verdict, string>>;
  /** Shortest code, or command, that gets a pass. */
  readonly remedies: readonly Remedy[];
}

/** Code, or a command, that gets a pass. */
export interface Remedy {
  readonly language: "hcl" | "ts" | "yaml" | "console";
  readonly code: string;
}

/** All of a rule but its question put to the estate. A rule may bring its documentation along. */
export type DocumentedRule = Pick<Rule, "id" | "level" | "question" | "rationale" | "source"> & {
  readonly documentation?: RuleDocumentation;
};
