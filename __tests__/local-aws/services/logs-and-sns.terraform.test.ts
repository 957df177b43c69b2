import { expect, test } from "@jest/globals";
import { runLocalAws } from "../support/run-local-aws";
import { terraformProject } from "../support/terraform-project";

const tags = { Project: "news & co", Team: "${var.team}" };
const arn = "${aws_sns_topic.budget.arn}";
const configuration = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: { aws: [{ region: "eu-west-2" }] },
  variable: { team: { default: "news" }, days: { default: 30 } },
  resource: {
    aws_cloudwatch_log_group: {
      function: { name: "/aws/lambda/news", retention_in_days: "${var.days}", tags },
    },
    aws_sns_topic: { budget: { name: "budget", display_name: "Of ${var.team}", tags } },
    aws_sns_topic_policy: {
      budget: {
        arn,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "${var.team}.amazonaws.com" },
              Action: "SNS:Publish",
              Resource: arn,
            },
          ],
        }),
      },
    },
    aws_sns_topic_subscription: {
      mail: { topic_arn: arn, protocol: "email", endpoint: "finops@example.com" },
    },
  },
};

test("Terraform applies log groups and topics, plans empty, changes them in place and destroys them", async () => {
  const aws = await runLocalAws();
  const terraform = terraformProject(aws, configuration);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });
  expect((await terraform("apply", "-auto-approve")).output).toContain("Resources: 4 added, 0 changed, 0 destroyed");
  expect((await terraform("plan", "-detailed-exitcode")).output).toContain("No changes");
  const changes = ["-var=team=budgets", "-var=days=60"];
  const changed = await terraform("apply", "-auto-approve", "-refresh=false", ...changes);
  expect(changed.output).toContain("Resources: 0 added, 3 changed, 0 destroyed");
  expect((await terraform("plan", "-detailed-exitcode", ...changes)).output).toContain("No changes");
  expect((await terraform("destroy", "-auto-approve", "-refresh=false")).output).toContain("Resources: 4 destroyed");
});
