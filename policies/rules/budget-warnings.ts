import { certainty, certainText, describe, type Attribute, type Certainty } from "../attribute";
import type { Budget } from "../estate";

/** Why a budget that counts the right spend would warn nobody. */
export interface BudgetFault {
  readonly verdict: "fail" | "undetermined";
  readonly message: string;
}

/** The first thing that keeps it from warning somebody, or undefined. */
export function faultOf(budget: Budget): BudgetFault | undefined {
  return faultOfType(budget) ?? faultOfLimit(budget) ?? faultOfMetrics(budget) ?? faultOfNotifications(budget);
}

const fail = (message: string): BudgetFault => ({ verdict: "fail", message });
const open = (message: string): BudgetFault => ({ verdict: "undetermined", message });

function faultOfType({ budgetType }: Budget): BudgetFault | undefined {
  const type = certainText(budgetType);
  if (type === undefined) return open("its type is not known yet");
  return type === "COST" ? undefined : fail(`it is a ${type} budget: it counts no cost`);
}

/** AWS works out the limit of an auto-adjusting budget from what was spent, or is forecast. */
function faultOfLimit({ limitAmount, limitUnit, plannedLimits, autoAdjust }: Budget): BudgetFault | undefined {
  if (certainText(autoAdjust) !== undefined) return undefined;
  const amounts = plannedLimits.length > 0 ? plannedLimits : [limitAmount];
  for (const amount of amounts) {
    const positive = isPositive(amount);
    if (positive === "no")
      return fail(`its limit is ${certainText(amount) ?? describe(amount)}: it can warn of nothing`);
    if (positive === "unknown") return open("its limit is not known yet");
  }
  const unit = plannedLimits.length > 0 ? undefined : certainText(limitUnit);
  return unit === undefined || /^[A-Z]{3}$/.test(unit)
    ? undefined
    : fail(`its limit is counted in "${unit}", which is no currency such as USD`);
}

const isPositive = (amount: Attribute): Certainty =>
  certainty(amount, (value) => {
    if (!("value" in value)) return "unknown";
    return Number(value.value) > 0 ? "yes" : "no";
  });

/** @see https://github.com/hashicorp/terraform-provider-aws/issues/46866 */
function faultOfMetrics({ metrics }: Budget): BudgetFault | undefined {
  if (metrics === undefined) return undefined;
  const isSet = certainty(metrics, (value) => {
    if (!("value" in value)) return "unknown";
    return Array.isArray(value.value) && value.value.length > 0 ? "yes" : "no";
  });
  return isSet === "yes"
    ? undefined
    : open("its filter expression names no metrics: AWS may not be able to evaluate it");
}

function faultOfNotifications({ notifications }: Budget): BudgetFault | undefined {
  if (notifications === "undetermined") return open("whom it notifies is not known yet");
  if (notifications.length === 0) return fail("it notifies nobody");
  const told = notifications.flatMap(({ subscribers }) => subscribers.map(isSomebody));
  if (told.includes("yes")) return undefined;
  return told.includes("unknown")
    ? open("whether its notifications have a subscriber is not known yet")
    : fail("its notifications have no subscriber: it notifies nobody");
}

/** A topic whose ARN is not known yet is somebody. */
const isSomebody = (subscriber: Attribute): Certainty =>
  certainty(subscriber, (value) => {
    if (value.kind === "undetermined") return "unknown";
    return !("value" in value) || (typeof value.value === "string" && value.value !== "") ? "yes" : "no";
  });
