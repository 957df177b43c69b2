import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { type AwsEnvironment, globalArn } from "./aws-environment";
import { policyText } from "./iam-policy";
import { ChargebackInputError } from "./input-error";
import type { ProjectTags } from "./project-tags";

/** Shares of the limit, in percent, that trigger a notification. */
export interface BudgetThresholds {
  /** Of what has been spent. @default [80, 100] */
  readonly actualPercent?: readonly number[];
  /** Of what the month is forecast to cost. @default [100] */
  readonly forecastPercent?: readonly number[];
}

/** What a project may cost, and who is told. */
export interface BudgetSettings {
  /** US dollars a month. */
  readonly monthlyLimitUsd: number;
  /** Told of every threshold. 1 to 10 addresses. */
  readonly notifyEmails: readonly string[];
  /** @default those of `BudgetThresholds` */
  readonly thresholds?: BudgetThresholds;
}

export interface ProjectBudgetProps extends BudgetSettings {
  /** Its project is what the budget counts. */
  readonly tags: ProjectTags;
  /** Account and Region that it is in. */
  readonly environment: AwsEnvironment;
  /** Prefix of the budget's and the topic's name. */
  readonly name: string;
}

/**
 * A monthly budget over everything that carries the project's tag. It tells by e-mail and through an SNS topic; it stops
 * nothing, and AWS updates it a few times a day only.
 * @throws ChargebackInputError for a limit that is not above zero, or too many addresses or thresholds
 * @see https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html
 */
export class ProjectBudget extends Construct {
  /** Topic that other programs subscribe to. */
  readonly topicArn: string;

  constructor(scope: Construct, id: string, props: ProjectBudgetProps) {
    super(scope, id);
    const { tags, environment, name, monthlyLimitUsd, notifyEmails, thresholds = {} } = props;
    const notifications = [
      ...(thresholds.actualPercent ?? [80, 100]).map((threshold) => ({ notificationType: "ACTUAL", threshold })),
      ...(thresholds.forecastPercent ?? [100]).map((threshold) => ({ notificationType: "FORECASTED", threshold })),
    ];
    const isLimit = Token.isUnresolved(monthlyLimitUsd) || monthlyLimitUsd > 0;
    check(this.node.path, "a limit above 0 US dollars", isLimit, monthlyLimitUsd);
    const addresses = notifyEmails.length;
    check(this.node.path, "1 to 10 e-mail addresses", addresses >= 1 && addresses <= 10, notifyEmails);
    check(this.node.path, "at most 10 thresholds", notifications.length <= 10, notifications.length);

    const topic = new SnsTopic(this, "Topic", { name: `${name}-budget`, tags: tags.all });
    const publish = new SnsTopicPolicy(this, "TopicPolicy", {
      arn: topic.arn,
      policy: policyText([
        {
          Effect: "Allow",
          Principal: { Service: "budgets.amazonaws.com" },
          Action: "SNS:Publish",
          Resource: topic.arn,
          Condition: {
            StringEquals: { "aws:SourceAccount": environment.accountId },
            ArnLike: { "aws:SourceArn": globalArn(environment, "budgets", "*") },
          },
        },
      ]),
    });
    new BudgetsBudget(this, "Budget", {
      name: `${name}-monthly`,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: Token.isUnresolved(monthlyLimitUsd) ? Token.asString(monthlyLimitUsd) : String(monthlyLimitUsd),
      limitUnit: "USD",
      costFilter: [{ name: "TagKeyValue", values: [tags.budgetFilter] }],
      notification: notifications.map((notification) => ({
        ...notification,
        comparisonOperator: "GREATER_THAN",
        thresholdType: "PERCENTAGE",
        subscriberEmailAddresses: [...notifyEmails],
        subscriberSnsTopicArns: [topic.arn],
      })),
      tags: tags.all,
      // Budgets tries the topic when the notification is made.
      dependsOn: [publish],
    });
    this.topicArn = topic.arn;
  }
}

function check(where: string, expected: string, ok: boolean, received: unknown): void {
  if (!ok) throw new ChargebackInputError({ where, expected, received, remedy: "Change the budget's settings." });
}
