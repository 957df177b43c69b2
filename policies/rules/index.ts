import type { Rule } from "../rule";
import { actionGroupPermissionIsScoped } from "./action-group-permission-is-scoped";
import { agentUsesInferenceProfile } from "./agent-uses-inference-profile";
import { aliasFollowsAgent } from "./alias-follows-agent";
import { budgetMatchesProjectTag } from "./budget-matches-project-tag";
import { inferenceProfileHasProjectTag } from "./inference-profile-has-project-tag";
import { planIsWhole } from "./plan-is-whole";
import { projectTagOnEveryBillable } from "./project-tag-on-every-billable";

/** Every rule of the gate: in the order in which the money flows, and last whether the plan is whole. */
export const rules: readonly Rule[] = [
  agentUsesInferenceProfile,
  aliasFollowsAgent,
  inferenceProfileHasProjectTag,
  actionGroupPermissionIsScoped,
  budgetMatchesProjectTag,
  projectTagOnEveryBillable,
  planIsWhole,
];
