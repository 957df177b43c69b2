import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { whenAppended } from "../../ledger/ledger";
import { mayPublish, publish } from "../sns";
import { periodOf, type Spend, spendOf } from "./spend";
import { type Budget, budgetArn, type BudgetNotification, budgetsSlice, type Subscriber } from "./state";

belief(
  "Budgets",
  "A notification is sent once in each period of its budget.",
  sourced("https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html"),
);
belief(
  "Budgets",
  "A notification is sent as soon as its threshold is crossed.",
  assumed("AWS updates budgets up to three times a day"),
);

type AlertContext = Pick<Context, "state" | "clock">;

/** Budgets are global: their requests are made in the oldest Region. */
const region = "us-east-1";

/** Whether spend has crossed a notification's threshold. */
export function isCrossed({ limitUsd }: Budget, notification: BudgetNotification, spend: Spend): boolean {
  const usd = notification.type === "ACTUAL" ? spend.actualUsd : spend.forecastUsd;
  if (usd === undefined) return false;
  const value = notification.thresholdType === "PERCENTAGE" ? (usd / limitUsd) * 100 : usd;
  if (notification.comparison === "GREATER_THAN") return value > notification.threshold;
  if (notification.comparison === "LESS_THAN") return value < notification.threshold;
  return value === notification.threshold;
}

/** Sends what is due, by every budget. */
export function sendAlerts(context: AlertContext): void {
  for (const budget of Object.values(context.state(budgetsSlice).budgets)) {
    const spend = spendOf(budget, context);
    const period = new Date(periodOf(budget.timeUnit, context.clock.now()).start).toISOString();
    const due = budget.notifications.filter(
      (notification) => notification.sentFor !== period && isCrossed(budget, notification, spend),
    );
    for (const notification of due) {
      notification.sentFor = period;
      send(budget, notification, spend, context);
    }
  }
}

whenAppended(sendAlerts);

function send(budget: Budget, notification: BudgetNotification, spend: Spend, context: AlertContext): void {
  const { type, threshold, thresholdType } = notification;
  const usd = (type === "ACTUAL" ? spend.actualUsd : spend.forecastUsd) ?? 0;
  const limit = thresholdType === "PERCENTAGE" ? (budget.limitUsd * threshold) / 100 : threshold;
  const subject = `AWS Budgets: ${budget.name} has exceeded your alert threshold`;
  const message = [
    `Budget Name: ${budget.name}`,
    `Budgeted Amount: $${budget.limitUsd.toFixed(2)}`,
    `Alert Type: ${type}`,
    `Alert Threshold: $${limit.toFixed(2)}`,
    `${type} Amount: $${usd.toFixed(2)}`,
  ].join("\n");
  const told = notification.subscribers.filter(
    (subscriber) => subscriber.type === "EMAIL" || mayTell(subscriber, budget, context),
  );
  for (const { address: topicArn } of told.filter((subscriber) => subscriber.type === "SNS"))
    publish({ topicArn, subject, message }, context);
  const at = context.clock.now().toISOString();
  context.state(budgetsSlice).alerts.push({ at, budget: budget.name, subscribers: told, subject, message });
}

/** Whether the policy of a subscribed topic lets Budgets publish to it, for this budget. */
export function mayTell({ address }: Subscriber, budget: Budget, context: AlertContext): boolean {
  const { accountId } = budget;
  const conditions = { "aws:SourceArn": budgetArn(budget), "aws:SourceAccount": accountId };
  return mayPublish(address, { service: "budgets.amazonaws.com" }, conditions, { ...context, accountId, region });
}
