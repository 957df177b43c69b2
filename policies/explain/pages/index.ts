import type { RuleDocumentation } from "../documented-rule";
import { actionGroupPermissionIsScoped } from "./action-group-permission-is-scoped";
import { agentRoleInvokesItsProfile } from "./agent-role-invokes-its-profile";
import { agentUsesInferenceProfile } from "./agent-uses-inference-profile";
import { apiIsGuarded } from "./api-is-guarded";
import { aliasFollowsAgent } from "./alias-follows-agent";
import { budgetMatchesProjectTag } from "./budget-matches-project-tag";
import { costAllocationTagActive } from "./cost-allocation-tag-active";
import { inferenceProfileHasProjectTag } from "./inference-profile-has-project-tag";
import { modelIsLive } from "./model-is-live";
import { modelSpendUsesInferenceProfile } from "./model-spend-uses-inference-profile";
import { oneRegion } from "./one-region";
import { invokerCallsAlias } from "./invoker-calls-alias";
import { noDirectModelAccess } from "./no-direct-model-access";
import { planIsWhole } from "./plan-is-whole";
import { projectTagOnEveryBillable } from "./project-tag-on-every-billable";
import { stateIsProtected } from "./state-is-protected";
import { waiversAreSound } from "./waivers-are-sound";

/** Documentation of the gate's own rules, by rule id. */
export const pages: Readonly<Record<string, RuleDocumentation>> = {
  "agent-uses-inference-profile": agentUsesInferenceProfile,
  "model-spend-uses-inference-profile": modelSpendUsesInferenceProfile,
  "alias-follows-agent": aliasFollowsAgent,
  "invoker-calls-alias": invokerCallsAlias,
  "agent-role-invokes-its-profile": agentRoleInvokesItsProfile,
  "no-direct-model-access": noDirectModelAccess,
  "inference-profile-has-project-tag": inferenceProfileHasProjectTag,
  "model-is-live": modelIsLive,
  "one-region": oneRegion,
  "action-group-permission-is-scoped": actionGroupPermissionIsScoped,
  "budget-matches-project-tag": budgetMatchesProjectTag,
  "cost-allocation-tag-active": costAllocationTagActive,
  "project-tag-on-every-billable": projectTagOnEveryBillable,
  "api-is-guarded": apiIsGuarded,
  "state-is-protected": stateIsProtected,
  "plan-is-whole": planIsWhole,
  "waivers-are-sound": waiversAreSound,
};
