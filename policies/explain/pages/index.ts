import type { RuleDocumentation } from "../documented-rule";
import { actionGroupPermissionIsScoped } from "./action-group-permission-is-scoped";
import { agentUsesInferenceProfile } from "./agent-uses-inference-profile";
import { aliasFollowsAgent } from "./alias-follows-agent";
import { budgetMatchesProjectTag } from "./budget-matches-project-tag";
import { inferenceProfileHasProjectTag } from "./inference-profile-has-project-tag";
import { planIsWhole } from "./plan-is-whole";
import { projectTagOnEveryBillable } from "./project-tag-on-every-billable";
import { waiversAreSound } from "./waivers-are-sound";

/** Documentation of the gate's own rules, by rule id. */
export const pages: Readonly<Record<string, RuleDocumentation>> = {
  "agent-uses-inference-profile": agentUsesInferenceProfile,
  "alias-follows-agent": aliasFollowsAgent,
  "inference-profile-has-project-tag": inferenceProfileHasProjectTag,
  "action-group-permission-is-scoped": actionGroupPermissionIsScoped,
  "budget-matches-project-tag": budgetMatchesProjectTag,
  "project-tag-on-every-billable": projectTagOnEveryBillable,
  "plan-is-whole": planIsWhole,
  "waivers-are-sound": waiversAreSound,
};
