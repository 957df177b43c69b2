import * as sdk from "@aws-sdk/client-budgets";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { isCrossed, mayTell, sendAlerts } from "./alerts";
import { spendOf } from "./spend";
import { type Budget, budgetOf, type BudgetNotification, invalid, type Subscriber } from "./state";

belief(
  "Budgets",
  "A budget has at most ten notifications, each with at most one topic and ten addresses.",
  sourced("https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html"),
);
belief(
  "Budgets",
  "A notification to a topic that Budgets may not publish to is refused when it is made.",
  assumed("Budgets tries the topic then; the message is not AWS's own"),
);

type Asked = Pick<sdk.Notification, "NotificationType" | "ComparisonOperator" | "Threshold" | "ThresholdType">;

/** Who is told, and when. */
export const notifications = {
  CreateNotification: ({ AccountId, BudgetName, Notification, Subscribers }, context) => {
    addNotification(budgetOf(AccountId, BudgetName, context), Notification, Subscribers, context);
    sendAlerts(context);
    return {};
  },

  DeleteNotification: ({ AccountId, BudgetName, Notification }, context) => {
    const budget = budgetOf(AccountId, BudgetName, context);
    budget.notifications.splice(budget.notifications.indexOf(notificationOf(budget, Notification)), 1);
    return {};
  },

  DescribeNotificationsForBudget: ({ AccountId, BudgetName }, context) => {
    const budget = budgetOf(AccountId, BudgetName, context);
    const spend = spendOf(budget, context);
    return {
      Notifications: budget.notifications.map((notification) => ({
        NotificationType: notification.type,
        ComparisonOperator: notification.comparison,
        Threshold: notification.threshold,
        ThresholdType: notification.thresholdType,
        NotificationState: isCrossed(budget, notification, spend) ? ("ALARM" as const) : ("OK" as const),
      })),
    };
  },

  DescribeSubscribersForNotification: ({ AccountId, BudgetName, Notification }, context) => {
    const { subscribers } = notificationOf(budgetOf(AccountId, BudgetName, context), Notification);
    return { Subscribers: subscribers.map(({ type, address }) => ({ SubscriptionType: type, Address: address })) };
  },
} satisfies Handlers<typeof sdk>;

/** Puts a notification on a budget. @throws what CreateNotification does */
export function addNotification(
  budget: Budget,
  asked: Asked,
  to: readonly sdk.Subscriber[],
  context: Pick<Context, "state" | "clock">,
): void {
  const subscribers = to.map((each) => ({ type: each.SubscriptionType ?? "EMAIL", address: each.Address ?? "" }));
  const notification = { ...identityOf(asked), subscribers };
  if (budget.notifications.some((there) => isSame(there, notification)))
    throw modelled(sdk.DuplicateRecordException, "Error creating notification: the notification already exists.");
  if (budget.notifications.length >= 10)
    throw modelled(sdk.CreationLimitExceededException, "A budget has at most 10 notifications.");
  checkSubscribers(subscribers, budget, context);
  budget.notifications.push(notification);
}

function checkSubscribers(
  subscribers: readonly Subscriber[],
  budget: Budget,
  context: Pick<Context, "state" | "clock">,
) {
  const topics = subscribers.filter(({ type }) => type === "SNS");
  const addresses = subscribers.filter(({ type }) => type === "EMAIL");
  if (subscribers.length === 0) throw invalid("A notification has at least one subscriber.");
  if (topics.length > 1 || addresses.length > 10)
    throw modelled(sdk.CreationLimitExceededException, "A notification has at most 1 topic and 10 addresses.");
  const wrong = addresses.find(({ address }) => !/^[^@\s]+@[^@\s]+$/.test(address));
  if (wrong) throw invalid(`Invalid e-mail address: ${wrong.address}`);
  const closed = topics.find((topic) => !mayTell(topic, budget, context));
  if (closed)
    throw invalid(`Budgets may not publish to ${closed.address}: let budgets.amazonaws.com in the topic's policy.`);
}

function identityOf(asked: Asked): Omit<BudgetNotification, "subscribers"> {
  return {
    type: asked.NotificationType ?? "ACTUAL",
    comparison: asked.ComparisonOperator ?? "GREATER_THAN",
    threshold: asked.Threshold ?? 0,
    thresholdType: asked.ThresholdType ?? "PERCENTAGE",
  };
}

type Identity = ReturnType<typeof identityOf>;

const isSame = (one: Identity, other: Identity): boolean =>
  one.type === other.type &&
  one.comparison === other.comparison &&
  one.threshold === other.threshold &&
  one.thresholdType === other.thresholdType;

function notificationOf(budget: Budget, asked: Asked): BudgetNotification {
  const found = budget.notifications.find((there) => isSame(there, identityOf(asked)));
  if (!found) throw modelled(sdk.NotFoundException, "Unable to get notification: the notification doesn't exist.");
  return found;
}
