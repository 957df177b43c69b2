import type { Estate, Resource } from "../estate";
import { agentUsesInferenceProfile } from "../rules/agent-uses-inference-profile";
import { budgetMatchesProjectTag } from "../rules/budget-matches-project-tag";
import { inferenceProfileHasProjectTag } from "../rules/inference-profile-has-project-tag";

/** A Checkov policy of this folder, and the rule that it mirrors. */
export interface MirroredCheck {
  readonly id: string;
  readonly rule: string;
  /** Each of them must have a record of the check: Checkov leaves out without a word what it did not look at. */
  readonly examines: (estate: Estate) => readonly Resource[];
}

export const mirroredChecks: readonly MirroredCheck[] = [
  { id: "CKV_CHARGEBACK_1", rule: agentUsesInferenceProfile.id, examines: ({ agents }) => agents },
  { id: "CKV_CHARGEBACK_2", rule: inferenceProfileHasProjectTag.id, examines: (estate) => estate.inferenceProfiles },
  { id: "CKV_CHARGEBACK_3", rule: budgetMatchesProjectTag.id, examines: ({ budgets }) => budgets },
];

/** Ids of the Checkov policies that mirror a rule. */
export const checksOf = (rule: string): string[] =>
  mirroredChecks.filter((check) => check.rule === rule).map(({ id }) => id);
