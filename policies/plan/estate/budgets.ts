import { known, type Attribute } from "../../attribute";
import type { Budget, BudgetFilter, BudgetNotification } from "../../estate";
import { listOf, member } from "../json";
import { plannedValue, type PlannedResource } from "../planned-resources";
import { lazily } from "../../lazily";
import { readFilterExpression } from "./budget-expression";
import type { PlanSource } from "./source";
import { readUnordered } from "./unordered";

export const readBudgets = (source: PlanSource): Budget[] =>
  source.standing("aws_budgets_budget").map((budget) =>
    lazily(source.place(budget), {
      name: () => source.read(budget, "name"),
      budgetType: () => source.read(budget, "budget_type"),
      limitAmount: () => source.read(budget, "limit_amount"),
      limitUnit: () => source.read(budget, "limit_unit"),
      plannedLimits: () =>
        rowsOf(budget, "planned_limit").map((_, index) =>
          readUnordered(budget, ["planned_limit"], index, ["amount"], source, "start_time"),
        ),
      autoAdjust: () =>
        rowsOf(budget, "auto_adjust_data").length === 0
          ? known(null)
          : source.read(budget, "auto_adjust_data", 0, "auto_adjust_type"),
      filters: () => readFilters(budget, source),
      metrics: () => (rowsOf(budget, "filter_expression").length === 0 ? undefined : source.read(budget, "metrics")),
      notifications: () => readNotifications(budget, source),
    }),
  );

const rowsOf = (budget: PlannedResource, block: string): readonly unknown[] => listOf(member(budget.after, block));

/** A whole list that is not known yet has no rows to read one by one. */
const isOpen = (budget: PlannedResource, block: string): boolean =>
  rowsOf(budget, block).length === 0 && plannedValue(budget, [block]).state === "unknown";

function readFilters(budget: PlannedResource, source: PlanSource): Budget["filters"] {
  const { reader } = source;
  const expressed = rowsOf(budget, "filter_expression");
  if (expressed.length > 0) return readFilterExpression(budget, source);
  const mayBeExpressed = isOpen(budget, "filter_expression") && reader.isSet(budget, "filter_expression") === "yes";
  if (mayBeExpressed || isOpen(budget, "cost_filter")) return "undetermined";
  return rowsOf(budget, "cost_filter").map((_, index): BudgetFilter => ({
    dimension: readUnordered(budget, ["cost_filter"], index, ["name"], source),
    values: readUnordered(budget, ["cost_filter"], index, ["values"], source, "name"),
  }));
}

function readNotifications(budget: PlannedResource, source: PlanSource): Budget["notifications"] {
  if (isOpen(budget, "notification")) return "undetermined";
  return rowsOf(budget, "notification").map((row, index): BudgetNotification => ({
    subscribers: ["subscriber_email_addresses", "subscriber_sns_topic_arns"].flatMap((list) => [
      ...listOf(member(row, list)).flatMap((subscriber): Attribute[] =>
        subscriber === null ? [] : [known(subscriber)],
      ),
      // A topic that is made by this plan leaves its whole list unknown.
      ...(plannedValue(budget, ["notification", index, list]).state === "unknown"
        ? [readUnordered(budget, ["notification"], index, [list, 0], source)]
        : []),
    ]),
  }));
}
