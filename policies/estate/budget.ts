import type { Attribute } from "../attribute";
import type { Resource } from "./resource";

export interface Budget extends Resource {
  readonly name: Attribute;
  /** COST, USAGE, RI_UTILIZATION and so on. */
  readonly budgetType: Attribute;
  readonly limitAmount: Attribute;
  readonly limitUnit: Attribute;
  readonly filters: readonly BudgetFilter[] | "undetermined";
  readonly notifications: number | "undetermined";
}

export interface BudgetFilter {
  /** Cost dimension: TagKeyValue, Service, LinkedAccount and so on. */
  readonly dimension: Attribute;
  readonly values: Attribute;
}
