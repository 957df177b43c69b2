import type { Verdict } from "../rule";

/** What a level does to a plan. */
export const meaningOfLevel = {
  mandatory: "A failure blocks and cannot be waived; an undetermined answer blocks and can be waived.",
  overridable: "A failure or an undetermined answer blocks; both can be waived.",
  advisory: "It is shown and never blocks.",
} as const;

/** What an answer means for a rule that says nothing more exact. */
export const meaningOfAnswer: Readonly<Record<Verdict, string>> = {
  pass: "It is proven to be so.",
  fail: "It is proven not to be so.",
  undetermined: "Neither is proven; the evidence says what would settle it.",
  notApplicable: "There is nothing to ask.",
};

/** Answers in the order in which they are explained, as they are written in prose. */
export const answerNames: Readonly<Record<Verdict, string>> = {
  pass: "pass",
  fail: "fail",
  undetermined: "undetermined",
  notApplicable: "not applicable",
};

export const answers = Object.keys(answerNames) as readonly Verdict[];
