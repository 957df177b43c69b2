import type { Attribute } from "../attribute";
import type { Resource } from "./resource";

export interface Budget extends Resource {
  readonly name: Attribute;
  /** COST, USAGE, RI_UTILIZATION and so on. */
  readonly budgetType: Attribute;
  readonly limitAmount: Attribute;
  readonly limitUnit: Attribute;
  /** Amounts of limits that are planned period by period; empty for one limit. */
  readonly plannedLimits: readonly Attribute[];
  /** HISTORICAL or FORECAST where AWS sets the limit itself; known null otherwise. */
  readonly autoAdjust: Attribute;
  /** All of them narrow what is counted. */
  readonly filters: readonly BudgetFilter[] | "undetermined";
  /** What a filter expression counts, a list; undefined for a budget with plain cost filters, which needs none. */
  readonly metrics?: Attribute | undefined;
  readonly notifications: readonly BudgetNotification[] | "undetermined";
}

/** A cost filter of a budget. */
export interface BudgetFilter {
  /** Cost dimension: TagKeyValue, Service, LinkedAccount and so on. */
  readonly dimension: Attribute;
  readonly values: Attribute;
}

/** Whom a warning of a budget reaches. */
export interface BudgetNotification {
  /** E-mail addresses and topic ARNs. */
  readonly subscribers: readonly Attribute[];
}
