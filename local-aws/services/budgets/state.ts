import * as sdk from "@aws-sdk/client-budgets";
import type { Context } from "../../context";
import { AwsError, modelled } from "../../protocol/aws-error";
import { slice } from "../../slice";

export interface Subscriber {
  readonly type: sdk.SubscriptionType;
  readonly address: string;
}

export interface BudgetNotification {
  readonly type: sdk.NotificationType;
  readonly comparison: sdk.ComparisonOperator;
  readonly threshold: number;
  readonly thresholdType: sdk.ThresholdType;
  subscribers: Subscriber[];
  /** Start of the period in which it was last sent: it is sent once in each. */
  sentFor?: string;
}

export interface Budget {
  readonly name: string;
  readonly accountId: string;
  limitUsd: number;
  timeUnit: sdk.TimeUnit;
  /** ISO times. */
  start: string;
  end: string;
  /** `{ TagKeyValue: ["user:Project$news"] }` */
  filters: Record<string, string[]>;
  costTypes: Record<string, boolean>;
  updatedAt: string;
  readonly notifications: BudgetNotification[];
  tags: Record<string, string>;
}

/** What subscribers were told. */
export interface Alert {
  readonly at: string;
  readonly budget: string;
  readonly subscribers: readonly Subscriber[];
  readonly subject: string;
  readonly message: string;
}

interface BudgetsState {
  /** By their names. */
  readonly budgets: Record<string, Budget>;
  readonly alerts: Alert[];
}

export const budgetsSlice = slice("budgets", (): BudgetsState => ({ budgets: {}, alerts: [] }));

export const budgetArn = ({ accountId, name }: Pick<Budget, "accountId" | "name">): string =>
  `arn:aws:budgets::${accountId}:budget/${name}`;

export type BudgetsContext = Pick<Context, "accountId" | "state">;

/** The budgets of the caller's own account. @throws AccessDeniedException for another account */
export function budgetsOf(accountId: string, context: BudgetsContext): Record<string, Budget> {
  if (accountId !== context.accountId)
    throw modelled(
      sdk.AccessDeniedException,
      `Account ${context.accountId} has no access to the budgets of ${accountId}.`,
    );
  return context.state(budgetsSlice).budgets;
}

/** The budget of that name, or NotFoundException. */
export function budgetOf(accountId: string, name: string, context: BudgetsContext): Budget {
  const budget = budgetsOf(accountId, context)[name];
  if (!budget) throw modelled(sdk.NotFoundException, `Unable to get budget: ${name} - the budget doesn't exist.`);
  return budget;
}

/** The budget that tags are asked for, or NotFoundException. */
export function budgetByArn(arn: string, { state }: BudgetsContext): Budget {
  const budget = Object.values(state(budgetsSlice).budgets).find((each) => budgetArn(each) === arn);
  if (!budget) throw modelled(sdk.NotFoundException, `The budget ${arn} doesn't exist.`);
  return budget;
}

export const invalid = (message: string) => modelled(sdk.InvalidParameterException, message);

export const notHere = (what: string): AwsError => new AwsError("NotImplemented", 501, `Local AWS has no ${what}.`);
