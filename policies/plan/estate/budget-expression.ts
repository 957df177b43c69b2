import { certainText, certainValue, known, type Attribute } from "../../attribute";
import type { Budget, BudgetFilter } from "../../estate";
import type { AttributePath } from "../configuration/module";
import { listOf, member } from "../json";
import type { PlannedResource } from "../planned-resources";
import type { PlanSource } from "./source";

/**
 * A filter expression as the cost filters that say the same: a tag, a dimension, or several of them joined by `and`. What `or`,
 * `not` and match options other than EQUALS count is not worked out. Since AWS provider 6.
 * @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Expression.html
 */
export function readFilterExpression(budget: PlannedResource, source: PlanSource): Budget["filters"] {
  return readNode(budget, ["filter_expression", 0], source);
}

function readNode(budget: PlannedResource, path: AttributePath, source: PlanSource): Budget["filters"] {
  const rows = (block: string): readonly unknown[] => listOf(at(budget.after, [...path, block]));
  if (rows("or").length > 0 || rows("not").length > 0) return "undetermined";
  const parts = [
    ...rows("and").map((_, index) => readNode(budget, [...path, "and", index], source)),
    ...(["tags", "dimensions", "cost_categories"] as const).flatMap((block) =>
      rows(block).map((_, index) => readLeaf(budget, [...path, block, index], block, source)),
    ),
  ];
  const filters: BudgetFilter[] = [];
  for (const part of parts) {
    if (part === "undetermined") return part;
    filters.push(...part);
  }
  return filters.length === 0 ? "undetermined" : filters;
}

function readLeaf(
  budget: PlannedResource,
  path: AttributePath,
  block: "tags" | "dimensions" | "cost_categories",
  { read }: PlanSource,
): Budget["filters"] {
  const options = certainValue(read(budget, ...path, "match_options"));
  const isPlain = options !== undefined && listOf(options.value).every((option) => option === "EQUALS");
  if (!isPlain) return "undetermined";
  const key = read(budget, ...path, "key");
  const values = read(budget, ...path, "values");
  if (block !== "tags") return [{ dimension: block === "dimensions" ? key : known("CostCategory"), values }];
  const tag = certainText(key);
  // AWS does not say whether an expression may name the key with the prefix of a cost filter.
  if (tag === undefined || /^(user|aws):/.test(tag)) return "undetermined";
  return [{ dimension: known("TagKeyValue"), values: prefixed(values, tag) }];
}

/** An expression names the tag's key apart, and without the prefix that a cost filter needs. */
function prefixed(values: Attribute, tag: string): Attribute {
  const list = certainValue(values)?.value;
  return Array.isArray(list)
    ? known(
        list.map((value) => `user:${tag}$${String(value)}`),
        values.trail,
      )
    : values;
}

const at = (value: unknown, path: AttributePath): unknown => path.reduce<unknown>((of, key) => member(of, key), value);
