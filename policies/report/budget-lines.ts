import { certainText, certainValue } from "../attribute";
import type { Budget, Estate } from "../estate";
import { filterValue, projectOf } from "../project-tag";
import { nameOf } from "./name-of";

/** What counts the projects' spend: one line a budget. */
export function budgetLines(estate: Estate, tagKey: string): string[] {
  const projects = new Set(estate.inferenceProfiles.map((profile) => projectOf(profile.tag(tagKey))));
  return [...projects].flatMap((project) =>
    project === undefined
      ? []
      : estate.budgets
          .filter((budget) => counts(budget, filterValue(tagKey, project)))
          .map((budget) => `${describeBudget(budget)} counts ${tagKey} = ${project}`),
  );
}

function counts(budget: Budget, wanted: string): boolean {
  if (budget.filters === "undetermined") return false;
  return budget.filters.some(({ values }) => {
    const list = certainValue(values)?.value;
    return Array.isArray(list) && list.includes(wanted);
  });
}

function describeBudget(budget: Budget): string {
  const limit = [budget.limitAmount, budget.limitUnit].map(certainText);
  const amount = limit.every((part) => part !== undefined) ? ` (${limit.join(" ")})` : "";
  return `budget ${nameOf(budget.name, budget.address)}${amount}`;
}
