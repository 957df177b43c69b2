import { BudgetsClient, DescribeBudgetCommand } from "@aws-sdk/client-budgets";
import { expect, test } from "@jest/globals";
import { meterModelCall } from "../../../local-aws/ledger/meter-model-call";
import type { LocalAws } from "../../../local-aws/local-aws";
import { clientOf, runLocalAws } from "../support/run-local-aws";
import { terraformProject } from "../support/terraform-project";

const hourMs = 3_600_000;
const topic = "${aws_sns_topic.budget.arn}";
const notification = (threshold: number | string, notification_type = "ACTUAL") => ({
  ...{ notification_type, threshold, comparison_operator: "GREATER_THAN", threshold_type: "PERCENTAGE" },
  subscriber_email_addresses: ["finops@example.com"],
  subscriber_sns_topic_arns: [topic],
});
const configuration = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: { aws: [{ region: "eu-west-2" }] },
  variable: { team: { default: "news" }, limit: { default: "10" }, share: { default: 80 } },
  resource: {
    aws_sns_topic: { budget: { name: "budget" } },
    aws_sns_topic_policy: {
      budget: {
        arn: topic,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "budgets.amazonaws.com" },
              Action: "SNS:Publish",
              Resource: topic,
              Condition: { ArnLike: { "aws:SourceArn": "arn:aws:budgets::111122223333:*" } },
            },
          ],
        }),
      },
    },
    aws_budgets_budget: {
      monthly: {
        ...{ name: "news-monthly", budget_type: "COST", time_unit: "MONTHLY", limit_unit: "USD" },
        limit_amount: "${var.limit}",
        cost_filter: [{ name: "TagKeyValue", values: ["user:Project$news"] }],
        notification: [notification("${var.share}"), notification(100, "FORECASTED")],
        tags: { Project: "news", Team: "${var.team}" },
        depends_on: ["aws_sns_topic_policy.budget"],
      },
    },
    aws_ce_cost_allocation_tag: { project: { tag_key: "Project", status: "Active" } },
  },
};

/** Costs 0.80 USD. */
function spend(aws: LocalAws): void {
  const call = { modelId: "amazon.nova-pro-v1:0", resourceArn: "arn:aws:bedrock:eu-west-2::x", outputTokens: 0 };
  meterModelCall({ ...call, tags: { Project: "news" }, inputTokens: 1_000_000 }, { ...aws, region: "eu-west-2" });
}

test("Terraform activates a tag and applies a budget, plans empty with spend, changes them and destroys them", async () => {
  const aws = await runLocalAws();
  aws.clock.advance(Date.parse("2030-01-05T00:00:00Z") - aws.clock.now().getTime());
  spend(aws);
  aws.clock.advance(25 * hourMs);
  const terraform = terraformProject(aws, configuration);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });
  expect((await terraform("apply", "-auto-approve")).output).toContain("Resources: 4 added, 0 changed, 0 destroyed");
  aws.clock.advance(25 * hourMs);
  spend(aws);
  const budgets = new BudgetsClient(clientOf(aws));
  const described = () =>
    budgets.send(new DescribeBudgetCommand({ AccountId: "111122223333", BudgetName: "news-monthly" }));
  expect((await described()).Budget?.CalculatedSpend?.ActualSpend).toEqual({ Amount: "0.8", Unit: "USD" });
  expect((await terraform("plan", "-detailed-exitcode")).output).toContain("No changes");
  const changes = ["-var=team=other", "-var=limit=20", "-var=share=90"];
  const changed = await terraform("apply", "-auto-approve", "-refresh=false", ...changes);
  expect(changed.output).toContain("Resources: 0 added, 1 changed, 0 destroyed");
  expect((await described()).Budget?.BudgetLimit?.Amount).toBe("20.0");
  expect((await terraform("plan", "-detailed-exitcode", ...changes)).output).toContain("No changes");
  expect((await terraform("destroy", "-auto-approve", "-refresh=false")).output).toContain("Resources: 4 destroyed");
});
