import {
  type Budget as BudgetAnswer,
  DescribeNotificationsForBudgetCommand,
  DescribeSubscribersForNotificationCommand,
  type Expression,
  ListTagsForResourceCommand,
  paginateDescribeBudgets,
} from "@aws-sdk/client-budgets";
import { known } from "../../policies/attribute";
import type { Budget, BudgetFilter, BudgetNotification } from "../../policies/estate";
import { atATime, collected } from "../at-a-time";
import type { LiveClients } from "../clients";
import { answered } from "./answered";
import { tagsOf } from "./tags";

/** A budget of the account, and what AWS told of it. */
export interface LiveBudget extends Budget {
  readonly answer: BudgetAnswer;
}

/** The account's budgets, with nothing yet of whom they notify. */
export async function listBudgets({ budgets }: LiveClients, accountId: string): Promise<BudgetAnswer[]> {
  const asked = { AccountId: accountId, ShowFilterExpression: true };
  return collected(paginateDescribeBudgets({ client: budgets }, asked), ({ Budgets }) => Budgets);
}

export const budgetArn = (accountId: string, name: string): string => `arn:aws:budgets::${accountId}:budget/${name}`;

/** Tags of the budget itself, which say whose it is and not what it counts. */
export async function budgetTags(
  { budgets }: LiveClients,
  accountId: string,
  { BudgetName = "" }: BudgetAnswer,
): Promise<Readonly<Record<string, string>>> {
  const ResourceARN = budgetArn(accountId, BudgetName);
  const { ResourceTags } = await budgets.send(new ListTagsForResourceCommand({ ResourceARN }));
  return tagsOf(ResourceTags);
}

/** A budget with those that it notifies. */
export async function readBudget(clients: LiveClients, accountId: string, answer: BudgetAnswer): Promise<LiveBudget> {
  const name = answered(answer.BudgetName, "name of the budget");
  const seen = [`AWS answers DescribeBudgets with ${name}`];
  const planned = Object.values(answer.PlannedBudgetLimits ?? {});
  return {
    answer,
    address: budgetArn(accountId, name),
    type: "aws_budgets_budget",
    name: known(name),
    budgetType: known(answer.BudgetType ?? null, seen),
    limitAmount: known(answer.BudgetLimit?.Amount ?? null, seen),
    limitUnit: known(answer.BudgetLimit?.Unit ?? null, seen),
    plannedLimits: planned.map(({ Amount }) => known(Amount, seen)),
    autoAdjust: known(answer.AutoAdjustData?.AutoAdjustType ?? null, seen),
    filters: filtersOf(answer),
    metrics: answer.FilterExpression === undefined ? undefined : known(answer.Metrics ?? null, seen),
    notifications: await readNotifications(clients, accountId, name),
  };
}

/** Budgets that were made before 2025-04-18, and Terraform's, have cost filters; others an expression. */
export function filtersOf(answer: BudgetAnswer): Budget["filters"] {
  const trail = [`AWS answers DescribeBudgets with ${answer.BudgetName}`];
  const { FilterExpression: expression, CostFilters: filters = {} }: WithFilters = { ...answer };
  if (expression !== undefined) return filtersOfExpression(expression, trail);
  return Object.entries(filters).map(([name, values]) => ({
    dimension: known(name, trail),
    values: known(values, trail),
  }));
}

/** AWS's model calls cost filters deprecated; the provider still sends them, and AWS still answers with them. */
interface WithFilters {
  readonly FilterExpression?: Expression | undefined;
  readonly CostFilters?: Readonly<Record<string, string[]>> | undefined;
}

/** As for a plan: a tag, a dimension, or several joined by And; what else an expression may count is not worked out. */
function filtersOfExpression(expression: Expression, trail: readonly string[]): Budget["filters"] {
  const { And: parts = [], Tags: tags, Dimensions: dimension } = expression;
  const [member, ...others] = Object.entries(expression).filter(([, value]) => value !== undefined);
  if (member === undefined || others.length > 0) return "undetermined";
  const filters: BudgetFilter[] = [];
  for (const part of parts) {
    const found = filtersOfExpression(part, trail);
    if (found === "undetermined") return found;
    filters.push(...found);
  }
  const isPlain = (options: readonly string[] = []): boolean => options.every((option) => option === "EQUALS");
  if (tags !== undefined && isPlain(tags.MatchOptions))
    filters.push({
      dimension: known("TagKeyValue", trail),
      values: known(
        (tags.Values ?? []).map((value) => `user:${tags.Key ?? ""}$${value}`),
        trail,
      ),
    });
  if (dimension !== undefined && isPlain(dimension.MatchOptions))
    filters.push({ dimension: known(dimension.Key, trail), values: known(dimension.Values, trail) });
  return filters.length === 0 ? "undetermined" : filters;
}

async function readNotifications(
  { budgets }: LiveClients,
  AccountId: string,
  BudgetName: string,
): Promise<BudgetNotification[]> {
  const of = { AccountId, BudgetName };
  const { Notifications = [] } = await budgets.send(new DescribeNotificationsForBudgetCommand(of));
  return atATime(Notifications, async (Notification) => {
    const asked = new DescribeSubscribersForNotificationCommand({ ...of, Notification });
    const { Subscribers = [] } = await budgets.send(asked);
    return { subscribers: Subscribers.map(({ Address }) => known(Address ?? null)) };
  });
}
