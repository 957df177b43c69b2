import { certainValue, describe } from "../attribute";
import type { Budget, BudgetFilter, Estate } from "../estate";
import { firstFew } from "../first-few";
import { filterValue, isTagged, projectOf } from "../project-tag";
import type { Finding, Rule, RuleContext } from "../rule";
import { holdsTag, malformed } from "./budget-filter-form";
import { faultOf } from "./budget-warnings";
import { scopeOf } from "../scope-of";
import { levelOfAbsence } from "./level-of-absence";

export const budgetMatchesProjectTag: Rule = {
  id: "budget-matches-project-tag",
  level: "mandatory",
  question: "Does a budget count exactly what carries the project's tag?",
  rationale:
    "A budget finds tagged spend by the filter TagKeyValue = user:KEY$VALUE and by nothing else: a filter written otherwise counts nothing, and never warns.",
  source: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html",
  carriers: /^aws_budgets_budget$/,
  examine: (estate, context) => {
    const { tagKey } = context;
    const tags = estate.inferenceProfiles.map((profile) => profile.tag(tagKey));
    const certain = [...new Set(tags.map(projectOf))].filter((project) => project !== undefined);
    // A profile that is certainly untagged has a failure of its own, and no project that a budget could count.
    const open = tags.some((tag) => projectOf(tag) === undefined && isTagged(tag) !== "no");
    const projects = new Map(certain.map((project) => [filterValue(tagKey, project), project]));
    const judged = estate.budgets.map((budget) => judge(budget, projects, open, { tagKey, scope: scopeOf(estate) }));
    return [...judged.map(({ finding }) => finding), ...withoutBudget(estate, context, judged)];
  },
};

/** Projects of the inference profiles, by the filter value that counts each. */
type Projects = ReadonlyMap<string, string>;

interface Judged {
  readonly finding: Finding;
  /** Projects whose spend the budget counts. */
  readonly covers: readonly string[];
}

function judge(
  budget: Budget,
  projects: Projects,
  projectsOpen: boolean,
  { tagKey, scope }: { readonly tagKey: string; readonly scope: string },
): Judged {
  const wanted = [...projects.keys()];
  const answer = (verdict: Finding["verdict"], message: string, evidence: readonly string[] = []): Judged => ({
    finding: {
      verdict,
      address: budget.address,
      message,
      evidence,
      ...(verdict === "fail" || verdict === "undetermined"
        ? { remedy: remedy(budget, wanted[0] ?? filterValue(tagKey, "<project>")) }
        : {}),
    },
    covers: [],
  });
  if (budget.filters === "undetermined")
    return answer("undetermined", "its filters are not known yet, or not worked out");
  const tagFilter = budget.filters.find((filter) => certainValue(filter.dimension)?.value === "TagKeyValue");
  if (tagFilter === undefined) {
    const misnamed = budget.filters.find(({ values }) => holdsTag(certainValue(values)?.value));
    if (misnamed !== undefined)
      return answer(
        "fail",
        `its filter ${describe(misnamed.dimension)} = ${describe(misnamed.values)} counts nothing: a tag is filtered by TagKeyValue`,
        misnamed.dimension.trail,
      );
    const open = budget.filters.some((filter) => certainValue(filter.dimension) === undefined);
    return open
      ? answer("undetermined", "which cost dimension it filters by is not known yet")
      : answer("notApplicable", "it filters by no tag, so it is no project's budget");
  }
  const values = certainValue(tagFilter.values)?.value;
  if (!Array.isArray(values)) {
    return answer(
      "undetermined",
      `the tags that it counts are not known yet: ${describe(tagFilter.values)}`,
      tagFilter.values.trail,
    );
  }
  const covers = [...new Set<unknown>(values)].flatMap((value) => projects.get(String(value)) ?? []);
  const seen = `its filter is TagKeyValue = ${values.map(String).join(", ")}`;
  if (covers.length === 0) {
    if (projects.size === 0) {
      return projectsOpen
        ? answer(
            "undetermined",
            `${seen}; the project of the inference profile is not known yet`,
            tagFilter.values.trail,
          )
        : answer(...withoutProfiles(values, tagKey, seen, scope), tagFilter.values.trail);
    }
    return answer(
      "fail",
      `${seen}${malformed(values, tagKey)}; the inference profiles here are billed under ${firstFew(wanted)}, which it does not count`,
      tagFilter.values.trail,
    );
  }
  const narrowed = budget.filters.filter((filter) => filter !== tagFilter);
  if (narrowed.length > 0) {
    return answer(
      "undetermined",
      `${seen}, narrowed by ${narrowed.map(dimensionOf).join(", ")}: model spend may fall outside`,
      tagFilter.values.trail,
    );
  }
  const fault = faultOf(budget);
  if (fault !== undefined) return answer(fault.verdict, `${seen}, but ${fault.message}`, tagFilter.values.trail);
  const passed = answer("pass", `it counts the spend of ${covers.map((project) => `"${project}"`).join(", ")}`, [
    ...tagFilter.values.trail,
    seen,
  ]);
  return { ...passed, covers };
}

const dimensionOf = (filter: BudgetFilter): string => describe(filter.dimension);

/** Without a tagged inference profile beside it, a well-formed project filter is right as far as can be seen. */
function withoutProfiles(
  values: readonly unknown[],
  tagKey: string,
  seen: string,
  scope: string,
): [Finding["verdict"], string] {
  const hint = malformed(values, tagKey);
  return hint === ""
    ? ["notApplicable", `${seen}; no inference profile of ${scope} is billed to a project`]
    : ["fail", `${seen}${hint}`];
}

function remedy(budget: Budget, wanted: string): string {
  return budget.constructPath === undefined
    ? `set cost_filter { name = "TagKeyValue" values = ["${wanted}"] }, a limit_amount above 0, and a notification with a subscriber`
    : `use ProjectBudget with the same project tags as the inference profile (filter ${wanted}), a limit above 0 and someone to notify`;
}

/** Projects that no budget of this plan counts. */
function withoutBudget(estate: Estate, context: RuleContext, judged: readonly Judged[]): Finding[] {
  const { tagKey } = context;
  const covered = new Set(judged.flatMap(({ covers }) => covers));
  // Any other answer about a tag budget of this plan has said already what is wrong with it.
  if (judged.some(({ finding }) => finding.verdict === "fail" || finding.verdict === "undetermined")) return [];
  const missing = new Map<string, string>();
  for (const profile of estate.inferenceProfiles) {
    const project = projectOf(profile.tag(tagKey));
    if (project === undefined || covered.has(project)) continue;
    // Of several profiles always the same one, so that the order of a plan's rows changes nothing.
    const other = missing.get(project);
    if (other === undefined || profile.address < other) missing.set(project, profile.address);
  }
  return [...missing].map(([project, address]) => ({
    verdict: "fail",
    ...levelOfAbsence(context),
    address,
    message: `no budget in ${scopeOf(estate)} counts the spend of ${project}`,
    evidence: [],
    remedy: `add a budget filtered by TagKeyValue = ${filterValue(tagKey, project)}, or see that another stack has it`,
  }));
}
