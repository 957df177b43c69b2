import type { RuleDocumentation } from "../documented-rule";

export const budgetMatchesProjectTag: RuleDocumentation = {
  examines:
    "Every aws_budgets_budget that filters by a tag: its cost_filter or filter_expression, type, limit, planned limits and notifications with their subscribers. Also whether each project of an inference profile has a budget in the plan; one that has none is shown as advisory, since its budget may stand in another stack.",
  answers: {
    pass: "The budget counts the cost of a project whose inference profile is in the plan, has a limit above 0, or one that AWS adjusts, and notifies somebody. A topic that is made by the same plan is somebody.",
    fail: "The filter counts another project or is malformed, the budget counts no cost, its limit is not above 0 or in no currency, or it notifies nobody: it has no notification, or none with a subscriber.",
    undetermined:
      "The filter, the limit or the project is not known yet, or a second filter narrows the budget, so that model spend may fall outside. A filter expression with or, not, loose matching or no metrics is not worked out.",
    notApplicable: "The budget filters by no tag, or the plan has no inference profile that is billed to a project.",
  },
  remedies: [
    {
      language: "hcl",
      code: `resource "aws_budgets_budget" "news" {
  name         = "aws-news-agent-monthly"
  budget_type  = "COST"
  limit_amount = "50"
  limit_unit   = "USD"
  time_unit    = "MONTHLY"

  cost_filter {
    name   = "TagKeyValue"
    values = ["user:Project$aws-news-agent"]
  }

  notification {
    comparison_operator        = "GREATER_THAN"
    notification_type          = "ACTUAL"
    threshold                  = 80
    threshold_type             = "PERCENTAGE"
    subscriber_email_addresses = ["owner@example.com"]
  }
}`,
    },
    {
      language: "ts",
      code: `new ProjectBudget(stack, "Budget", {
  name: "aws-news-agent",
  tags, // those of the inference profile
  environment,
  monthlyLimitUsd: 50,
  notifyEmails: ["owner@example.com"],
});`,
    },
  ],
};
