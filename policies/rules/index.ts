import type { Rule } from "../rule";
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

/** Every rule of the gate: in the order in which the money flows, and last how the state is kept and whether the plan is whole. */
export const rules: readonly Rule[] = [
  agentUsesInferenceProfile,
  modelSpendUsesInferenceProfile,
  aliasFollowsAgent,
  agentRoleInvokesItsProfile,
  noDirectModelAccess,
  invokerCallsAlias,
  inferenceProfileHasProjectTag,
  modelIsLive,
  oneRegion,
  actionGroupPermissionIsScoped,
  budgetMatchesProjectTag,
  costAllocationTagActive,
  projectTagOnEveryBillable,
  apiIsGuarded,
  stateIsProtected,
  planIsWhole,
];
