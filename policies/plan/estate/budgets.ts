import type { Budget, BudgetFilter } from "../../estate";
import { listOf, objectOf } from "../json";
import { plannedValue, type PlannedResource } from "../planned-resources";
import { lazily } from "../../lazily";
import type { PlanSource } from "./source";

export const readBudgets = (source: PlanSource): Budget[] =>
  source.standing("aws_budgets_budget").map((budget) =>
    lazily(source.place(budget), {
      name: () => source.read(budget, "name"),
      budgetType: () => source.read(budget, "budget_type"),
      limitAmount: () => source.read(budget, "limit_amount"),
      limitUnit: () => source.read(budget, "limit_unit"),
      filters: () => readFilters(budget, source),
      notifications: (): Budget["notifications"] => {
        const notifications = plannedValue(budget, ["notification"]);
        return notifications.state === "known" ? listOf(notifications.value).length : "undetermined";
      },
    }),
  );

function readFilters(budget: PlannedResource, { read }: PlanSource): Budget["filters"] {
  const rows = listOf(objectOf(budget.after)["cost_filter"]);
  // A whole list that is not known yet has no rows to read one by one.
  if (rows.length === 0 && plannedValue(budget, ["cost_filter"]).state === "unknown") return "undetermined";
  return rows.map((_, index): BudgetFilter => ({
    dimension: read(budget, "cost_filter", index, "name"),
    values: read(budget, "cost_filter", index, "values"),
  }));
}
