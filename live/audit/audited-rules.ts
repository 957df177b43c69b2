import { type DocumentedRule, explainedRules } from "../../policies/explain";
import type { Rule } from "../../policies";
import { agentUsesInferenceProfile } from "../../policies/rules/agent-uses-inference-profile";
import { aliasFollowsAgent } from "../../policies/rules/alias-follows-agent";
import { inferenceProfileHasProjectTag } from "../../policies/rules/inference-profile-has-project-tag";
import { modelSpendUsesInferenceProfile } from "../../policies/rules/model-spend-uses-inference-profile";
import { noDirectModelAccess } from "../../policies/rules/no-direct-model-access";
import { profileIsUsedAsTold } from "./profile-is-used";

/** Those of the gate's rules that say who is billed, in the order in which the money flows. */
export const billingRules: readonly Rule[] = [
  agentUsesInferenceProfile,
  modelSpendUsesInferenceProfile,
  aliasFollowsAgent,
  noDirectModelAccess,
  inferenceProfileHasProjectTag,
];

/** All that an audit asks. */
export const auditRules: readonly DocumentedRule[] = [...billingRules, profileIsUsedAsTold];

/** Everything that an audit's report can name as its rule. */
export const rulesToldByAudit: readonly DocumentedRule[] = [...explainedRules, profileIsUsedAsTold];
