import type { Budget, BudgetFilter, Resource } from "../estate";
import { listOf, objectOf } from "./json";
import { lazily } from "./lazily";
import { plannedValue, type PlannedResource } from "./planned-resources";
import type { PlanReader } from "./reader";

export function readBudget(budget: PlannedResource, resource: Resource, reader: PlanReader): Budget {
  const attribute = (...path: (string | number)[]) => reader.attribute(budget, path);
  return lazily(resource, {
    name: () => attribute("name"),
    budgetType: () => attribute("budget_type"),
    limitAmount: () => attribute("limit_amount"),
    limitUnit: () => attribute("limit_unit"),
    filters: () => readFilters(budget, attribute),
    notifications: (): Budget["notifications"] => {
      const notifications = plannedValue(budget, ["notification"]);
      return notifications.state === "known" ? listOf(notifications.value).length : "undetermined";
    },
  });
}

function readFilters(budget: PlannedResource, attribute: PlanReaderAttribute): Budget["filters"] {
  const rows = listOf(objectOf(budget.after)["cost_filter"]);
  // A whole list that is not known yet has no rows to read one by one.
  if (rows.length === 0 && plannedValue(budget, ["cost_filter"]).state === "unknown") return "undetermined";
  return rows.map((_, index): BudgetFilter => ({
    dimension: attribute("cost_filter", index, "name"),
    values: attribute("cost_filter", index, "values"),
  }));
}

type PlanReaderAttribute = (...path: (string | number)[]) => ReturnType<PlanReader["attribute"]>;
