import type { Finding, Level, Rule, RuleContext } from "../../policies";
import { evaluate } from "../../policies/evaluate";
import { rules } from "../../policies/rules";
import { agentRoleInvokesItsProfile } from "../../policies/rules/agent-role-invokes-its-profile";
import { actionGroupPermissionIsScoped } from "../../policies/rules/action-group-permission-is-scoped";
import { agentUsesInferenceProfile } from "../../policies/rules/agent-uses-inference-profile";
import { aliasFollowsAgent } from "../../policies/rules/alias-follows-agent";
import { apiIsGuarded } from "../../policies/rules/api-is-guarded";
import { budgetMatchesProjectTag } from "../../policies/rules/budget-matches-project-tag";
import { costAllocationTagActive } from "../../policies/rules/cost-allocation-tag-active";
import { inferenceProfileHasProjectTag } from "../../policies/rules/inference-profile-has-project-tag";
import { invokerCallsAlias } from "../../policies/rules/invoker-calls-alias";
import { modelIsLive } from "../../policies/rules/model-is-live";
import { modelSpendUsesInferenceProfile } from "../../policies/rules/model-spend-uses-inference-profile";
import { noDirectModelAccess } from "../../policies/rules/no-direct-model-access";
import { oneRegion } from "../../policies/rules/one-region";
import { planIsWhole } from "../../policies/rules/plan-is-whole";
import { projectTagOnEveryBillable } from "../../policies/rules/project-tag-on-every-billable";
import { stateIsProtected } from "../../policies/rules/state-is-protected";
import { liveRemedy, type RemedyContext } from "../live-remedy";
import type { Part } from "./attempts";
import { finding, type CheckFinding } from "./finding";
import type { Gathered } from "./gather";

/** What each rule looks at: without one of the parts it has no answer. */
const looksAt = new Map<Rule, readonly Part[]>([
  [agentUsesInferenceProfile, []],
  [modelSpendUsesInferenceProfile, ["functions"]],
  [aliasFollowsAgent, ["aliases"]],
  [agentRoleInvokesItsProfile, ["profiles", "roles"]],
  [noDirectModelAccess, ["functions", "roles"]],
  [invokerCallsAlias, ["aliases", "functions", "roles"]],
  [inferenceProfileHasProjectTag, ["profiles"]],
  [modelIsLive, ["profiles"]],
  [oneRegion, ["aliases", "actionGroups", "profiles", "functions", "api"]],
  [actionGroupPermissionIsScoped, ["actionGroups", "functions", "permissions"]],
  [budgetMatchesProjectTag, ["profiles", "budgets"]],
  [projectTagOnEveryBillable, ["functions", "api"]],
  [apiIsGuarded, ["api"]],
]);

/** They ask about a plan; and whether the tag is active, an account answers better. */
const notAsked = new Set([planIsWhole, stateIsProtected, costAllocationTagActive]);

/** What must be there when a whole project is looked at. */
const required = new Set([aliasFollowsAgent, budgetMatchesProjectTag]);

export interface RuleSettings extends Pick<RuleContext, "tagKey" | "allowedProjects" | "now"> {
  readonly levels: ReadonlyMap<string, Level>;
}

/** The gate's own rules, asked about what stands. */
export function judgeRules(gathered: Gathered, settings: RuleSettings, about: RemedyContext): CheckFinding[] {
  return rules
    .filter((rule) => !notAsked.has(rule))
    .flatMap((rule) => {
      const unread = (looksAt.get(rule) ?? []).flatMap((part) => gathered.failures.get(part) ?? []);
      const [failure] = unread;
      if (failure !== undefined)
        return [
          finding(rule.id, gathered.agent.address, { verdict: "undetermined", message: failure.message, unread: true }),
        ];
      return judge(rule, gathered, settings, about);
    });
}

function judge(rule: Rule, { estate }: Gathered, settings: RuleSettings, about: RemedyContext): CheckFinding[] {
  const { levels, ...context } = settings;
  const levelled = { ...rule, level: levels.get(rule.id) ?? rule.level };
  const [result] = evaluate(estate, [levelled], context, required.has(rule) ? [rule.id] : []);
  const findings = result?.findings ?? [];
  // What is absent is told by its neighbour that is wrong, where there is one.
  const blocks = findings.some(({ verdict, level }) => verdict === "fail" && level !== "advisory");
  const told = findings.filter(({ verdict, level }) => !(blocks && verdict === "fail" && level === "advisory"));
  return told.map((each) =>
    finding(rule.id, each.address, {
      ...{ verdict: each.verdict, level: each.level, message: each.message, evidence: each.evidence },
      remedy: remedyOf(each, rule, about),
    }),
  );
}

const remedyOf = (each: Finding, rule: Rule, about: RemedyContext): string | null =>
  each.verdict === "fail" || each.verdict === "undetermined" ? liveRemedy(rule.id, each, about) : null;
