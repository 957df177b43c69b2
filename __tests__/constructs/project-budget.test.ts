import { describe, expect, test } from "@jest/globals";
import { CostAllocationTag, ProjectBudget, type ProjectBudgetProps } from "../../constructs";
import { allTags, environment, tags, testStack } from "./support/stack";
import { address, policyOf, synth, the } from "./support/synthesized";

const budget = (given: Partial<ProjectBudgetProps> = {}) => {
  const stack = testStack();
  const notifyEmails = ["a@example.com", "b@example.com"];
  new ProjectBudget(stack, "Budget", { name: "news", tags, environment, monthlyLimitUsd: 50, notifyEmails, ...given });
  return synth(stack);
};

describe("ProjectBudget", () => {
  test("counts what carries the project's tag, month by month", () => {
    expect(the(budget(), "aws_budgets_budget")).toMatchObject({
      name: "news-monthly",
      budget_type: "COST",
      time_unit: "MONTHLY",
      limit_amount: "50",
      limit_unit: "USD",
      cost_filter: [{ name: "TagKeyValue", values: ["user:Project$aws-news-agent"] }],
      tags: allTags,
    });
  });

  test("tells the addresses and the topic, of what was spent and of what is forecast", () => {
    const synthesized = budget();
    const topic = `\${${address(synthesized, "aws_sns_topic")}.arn}`;
    const common = {
      comparison_operator: "GREATER_THAN",
      threshold_type: "PERCENTAGE",
      subscriber_email_addresses: ["a@example.com", "b@example.com"],
      subscriber_sns_topic_arns: [topic],
    };
    expect(the(synthesized, "aws_budgets_budget")["notification"]).toEqual([
      { notification_type: "ACTUAL", threshold: 80, ...common },
      { notification_type: "ACTUAL", threshold: 100, ...common },
      { notification_type: "FORECASTED", threshold: 100, ...common },
    ]);
  });

  test("budgets of this account, and nobody else, may publish to the topic", () => {
    const synthesized = budget();
    expect(the(synthesized, "aws_sns_topic")["tags"]).toEqual(allTags);
    expect(policyOf(the(synthesized, "aws_sns_topic_policy")["policy"]).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "budgets.amazonaws.com" },
        Action: "SNS:Publish",
        Resource: `\${${address(synthesized, "aws_sns_topic")}.arn}`,
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:budgets::111122223333:*" },
        },
      },
    ]);
    expect(the(synthesized, "aws_budgets_budget")["depends_on"]).toEqual([
      address(synthesized, "aws_sns_topic_policy"),
    ]);
  });

  test.each<[string, Partial<ProjectBudgetProps>]>([
    ["a limit above 0 US dollars", { monthlyLimitUsd: 0 }],
    ["a limit above 0 US dollars", { monthlyLimitUsd: Number.NaN }],
    ["1 to 10 e-mail addresses", { notifyEmails: [] }],
    ["1 to 10 e-mail addresses", { notifyEmails: Array.from({ length: 11 }, () => "a@example.com") }],
    ["at most 10 thresholds", { thresholds: { actualPercent: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } }],
  ])("%s: %p is refused", (expected, given) => {
    expect(() => budget(given)).toThrow(`Test/Budget: expected ${expected}, received `);
  });
});

test("CostAllocationTag activates the key that the budget filters by", () => {
  const stack = testStack();
  new CostAllocationTag(stack, "CostAllocationTag", { tags });
  expect(the(synth(stack), "aws_ce_cost_allocation_tag")).toEqual({ tag_key: "Project", status: "Active" });
});
