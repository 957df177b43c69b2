import type { Rule } from "../rule";
import { agentUsesInferenceProfile } from "./agent-uses-inference-profile";
import { budgetMatchesProjectTag } from "./budget-matches-project-tag";
import { inferenceProfileHasProjectTag } from "./inference-profile-has-project-tag";
import { projectTagOnEveryBillable } from "./project-tag-on-every-billable";

/** Every rule of the gate, in the order in which the money flows. */
export const rules: readonly Rule[] = [
  agentUsesInferenceProfile,
  inferenceProfileHasProjectTag,
  budgetMatchesProjectTag,
  projectTagOnEveryBillable,
];
