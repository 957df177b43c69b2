import { describe, expect, test } from "@jest/globals";
import { known, type Attribute } from "../../../policies/attribute";
import type { Budget } from "../../../policies/estate";
import { faultOf } from "../../../policies/rules/budget-warnings";
import { one, open, resolved, text } from "../attributes";

/** A budget that warns somebody, but for what is changed. */
const budget = (change: Partial<Budget>): Budget => ({
  address: "aws_budgets_budget.it",
  type: "aws_budgets_budget",
  name: known("it"),
  budgetType: known("COST"),
  limitAmount: known("100"),
  limitUnit: known("USD"),
  filters: [],
  plannedLimits: [],
  autoAdjust: known(null),
  notifications: [{ subscribers: [known("owner@example.com")] }],
  ...change,
});

const telling = (...subscribers: Attribute[]): Partial<Budget> => ({ notifications: [{ subscribers }] });

describe("a budget warns", () => {
  test.each<[string, Partial<Budget>]>([
    ["by its limit", {}],
    ["by a limit that is a number", { limitAmount: known(1) }],
    ["by a limit that is one of two", { limitAmount: one(text(1), text(2)) }],
    ["by a limit in a currency that is not known yet", { limitUnit: one(open) }],
    [
      "by planned limits, whatever its own",
      { limitAmount: known(null), limitUnit: known("%"), plannedLimits: [known(1), known("2")] },
    ],
    ["by a limit that AWS works out", { limitAmount: known(null), autoAdjust: known("HISTORICAL") }],
    ["by metrics of its filter expression", { metrics: known(["UnblendedCost"]) }],
    ["one of two subscribers", telling(known(""), known("owner@example.com"))],
    ["a topic whose ARN is not known yet", telling(one(resolved("aws_sns_topic.it", "arn")))],
    ["somebody, though nobody knows whom else", telling(one(open), known("owner@example.com"))],
  ])("%s", (_, change) => {
    expect(faultOf(budget(change))).toBeUndefined();
  });
});

describe("a budget warns nobody", () => {
  test.each<[string, Partial<Budget>, string]>([
    ["of usage", { budgetType: known("USAGE") }, "it is a USAGE budget: it counts no cost"],
    ["by a limit of 0", { limitAmount: known("0") }, "its limit is 0: it can warn of nothing"],
    ["by a limit below 0", { limitAmount: known(-1) }, "its limit is -1: it can warn of nothing"],
    ["without a limit", { limitAmount: known(null) }, "its limit is null: it can warn of nothing"],
    [
      "by a limit that refers to 0",
      { limitAmount: one(resolved("aws_x.y", "n", { value: "0" })) },
      "its limit is 0: it can warn of nothing",
    ],
    ["by limits of which one is 0", { plannedLimits: [known(1), known(0)] }, "its limit is 0: it can warn of nothing"],
    [
      "by a limit in no currency",
      { limitUnit: known("GB") },
      'its limit is counted in "GB", which is no currency such as USD',
    ],
    [
      "by a limit in more than a currency",
      { limitUnit: known("USDT") },
      'its limit is counted in "USDT", which is no currency such as USD',
    ],
    ["without notifications", { notifications: [] }, "it notifies nobody"],
    ["without subscribers", telling(), "its notifications have no subscriber: it notifies nobody"],
    ["by an empty address", telling(known("")), "its notifications have no subscriber: it notifies nobody"],
    ["by no address", telling(known(null)), "its notifications have no subscriber: it notifies nobody"],
  ])("%s", (_, change, message) => {
    expect(faultOf(budget(change))).toEqual({ verdict: "fail", message });
  });
});

describe("nobody knows whether a budget warns", () => {
  test.each<[string, Partial<Budget>, string]>([
    ["while its type is open", { budgetType: one(open) }, "its type is not known yet"],
    ["while its limit is open", { limitAmount: one(open) }, "its limit is not known yet"],
    [
      "while its limit is yet to be known",
      { limitAmount: one(resolved("aws_x.y", "n")) },
      "its limit is not known yet",
    ],
    ["while its limit may be 0", { limitAmount: one(text(0), text(1)) }, "its limit is not known yet"],
    ["while a planned limit is open", { plannedLimits: [known(1), one(open)] }, "its limit is not known yet"],
    [
      "while its filter expression names no metrics",
      { metrics: known([]) },
      "its filter expression names no metrics: AWS may not be able to evaluate it",
    ],
    [
      "while its filter expression has none",
      { metrics: known(null) },
      "its filter expression names no metrics: AWS may not be able to evaluate it",
    ],
    [
      "while its metrics are open",
      { metrics: one(open) },
      "its filter expression names no metrics: AWS may not be able to evaluate it",
    ],
    ["while its notifications are open", { notifications: "undetermined" }, "whom it notifies is not known yet"],
    [
      "while its subscriber is open",
      telling(known(""), one(open)),
      "whether its notifications have a subscriber is not known yet",
    ],
    [
      "while its subscriber may be nobody",
      telling(one(text(""), text("owner@example.com"))),
      "whether its notifications have a subscriber is not known yet",
    ],
  ])("%s", (_, change, message) => {
    expect(faultOf(budget(change))).toEqual({ verdict: "undetermined", message });
  });
});

test.each<[string, Partial<Budget>, string]>([
  ["its type before its limit", { budgetType: known("USAGE"), limitAmount: known(0) }, "it is a USAGE budget"],
  ["its limit before its metrics", { limitAmount: known(0), metrics: known([]) }, "its limit is 0"],
  ["its metrics before its notifications", { metrics: known([]), notifications: [] }, "its filter expression"],
])("of several faults it is told %s", (_, change, message) => {
  expect(faultOf(budget(change))?.message).toContain(message);
});
