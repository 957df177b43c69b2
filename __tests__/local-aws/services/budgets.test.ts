import {
  type Budget,
  BudgetsClient,
  CreateBudgetCommand,
  CreateNotificationCommand,
  DeleteBudgetCommand,
  DeleteNotificationCommand,
  DescribeBudgetCommand,
  DescribeBudgetsCommand,
  DescribeNotificationsForBudgetCommand,
  DescribeSubscribersForNotificationCommand,
  ListTagsForResourceCommand,
  type Notification,
  type Subscriber,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateBudgetCommand,
} from "@aws-sdk/client-budgets";
import { CostExplorerClient, UpdateCostAllocationTagsStatusCommand } from "@aws-sdk/client-cost-explorer";
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient } from "@aws-sdk/client-sns";
import { describe, expect, test } from "@jest/globals";
import { meterModelCall } from "../../../local-aws/ledger/meter-model-call";
import { budgetsSlice } from "../../../local-aws/services/budgets/state";
import { snsSlice } from "../../../local-aws/services/sns/state";
import { clientOf, runLocalAws } from "../support/run-local-aws";

const AccountId = "111122223333";
const BudgetName = "news-monthly";
const ResourceARN = `arn:aws:budgets::${AccountId}:budget/${BudgetName}`;
const dayMs = 86_400_000;
const atEighty: Notification = {
  NotificationType: "ACTUAL",
  ComparisonOperator: "GREATER_THAN",
  Threshold: 80,
  ThresholdType: "PERCENTAGE",
};
const byMail: Subscriber = { SubscriptionType: "EMAIL", Address: "finops@example.com" };
/** As the provider still sends it, though AWS's model calls it deprecated. */
const filteredBy = (filters: Record<string, string[]>): object => ({ CostFilters: filters });
const ofNews = { TagKeyValue: ["user:Project$news"] };
const budget = {
  BudgetName,
  BudgetType: "COST",
  BudgetLimit: { Amount: "10", Unit: "USD" },
  TimeUnit: "MONTHLY",
  ...filteredBy(ofNews),
} satisfies Budget;

/** A local AWS on the fifth of January 2030 with the key `Project` active, and a budget over it. */
async function withBudget(rest: Partial<Budget> = {}) {
  const aws = await runLocalAws();
  const to = (time: string) => {
    aws.clock.advance(Date.parse(time) - aws.clock.now().getTime());
  };
  /** Costs 0.80 USD for each million. */
  const spend = (tags: Record<string, string>, millions = 1) => {
    const call = { modelId: "amazon.nova-pro-v1:0", resourceArn: "arn:aws:bedrock:eu-west-2::x", outputTokens: 0 };
    meterModelCall({ ...call, tags, inputTokens: millions * 1_000_000 }, { ...aws, region: "eu-west-2" });
  };
  const ce = new CostExplorerClient(clientOf(aws));
  to("2030-01-01T12:00:00Z");
  spend({ Project: "news" });
  to("2030-01-03T12:00:00Z");
  const CostAllocationTagsStatus = [{ TagKey: "Project", Status: "Active" as const }];
  await ce.send(new UpdateCostAllocationTagsStatusCommand({ CostAllocationTagsStatus }));
  to("2030-01-05T12:00:00Z");
  const budgets = new BudgetsClient(clientOf(aws));
  const ResourceTags = [{ Key: "Project", Value: "news" }];
  await budgets.send(new CreateBudgetCommand({ AccountId, Budget: { ...budget, ...rest }, ResourceTags }));
  const described = async () => (await budgets.send(new DescribeBudgetCommand({ AccountId, BudgetName }))).Budget;
  const spent = async () => {
    const { ActualSpend, ForecastedSpend } = (await described())?.CalculatedSpend ?? {};
    return { actual: Number(ActualSpend?.Amount), forecast: ForecastedSpend && Number(ForecastedSpend.Amount) };
  };
  const notify = (notification: Notification, Subscribers: Subscriber[] = [byMail]) =>
    budgets.send(new CreateNotificationCommand({ AccountId, BudgetName, Notification: notification, Subscribers }));
  const states = async () => {
    const { Notifications } = await budgets.send(new DescribeNotificationsForBudgetCommand({ AccountId, BudgetName }));
    return Notifications?.map(({ NotificationState }) => NotificationState);
  };
  return { aws, budgets, to, spend, described, spent, notify, states };
}

describe("what a budget counts", () => {
  test("is the spend of its tag while the key is active, in its month", async () => {
    const { spent, spend, to } = await withBudget();
    expect(await spent()).toEqual({ actual: 0, forecast: undefined });
    spend({ Project: "news" });
    spend({ Project: "other" });
    spend({ project: "news" });
    spend({});
    expect(await spent()).toEqual({ actual: 0.8, forecast: undefined });
    to("2030-02-01T00:00:00Z");
    expect((await spent()).actual).toBe(0);
    spend({ Project: "news" }, 2);
    expect((await spent()).actual).toBe(1.6);
  });

  test("has a forecast after five weeks of spend", async () => {
    const { spent, spend, to } = await withBudget();
    spend({ Project: "news" });
    to("2030-02-08T00:00:00Z");
    spend({ Project: "news" });
    expect((await spent()).forecast).toBeUndefined();
    to("2030-02-15T00:00:00Z");
    expect((await spent()).forecast).toBeCloseTo(1.6, 6);
  });

  test.each<[string, Record<string, string[]>, number]>([
    ["without user: nothing", { TagKeyValue: ["Project$news"] }, 0],
    ["one of several values", { TagKeyValue: ["user:Project$news", "user:Project$other"] }, 1.6],
    ["a service", { Service: ["Amazon Bedrock"] }, 3.2],
    ["a tag and a Region that it was not spent in", { TagKeyValue: ["user:Project$news"], Region: ["us-east-1"] }, 0],
    ["all", {}, 3.2],
  ])("is filtered by %s", async (_name, filters, usd) => {
    const { spent, spend } = await withBudget(filteredBy(filters));
    spend({ Project: "news" });
    spend({ Project: "other" });
    spend({});
    expect((await spent()).actual).toBeCloseTo(usd, 6);
  });

  test.each<[Budget["TimeUnit"], string, number]>([
    ["DAILY", "2030-01-05T23:00:00Z", 1.6],
    ["DAILY", "2030-01-06T00:00:00Z", 0.8],
    ["QUARTERLY", "2030-03-31T00:00:00Z", 1.6],
    ["QUARTERLY", "2030-04-01T00:00:00Z", 0.8],
    ["ANNUALLY", "2030-12-31T00:00:00Z", 1.6],
    ["ANNUALLY", "2031-01-01T00:00:00Z", 0.8],
  ])("starts anew: %s at %s", async (TimeUnit, time, usd) => {
    const { spent, spend, to } = await withBudget({ TimeUnit });
    spend({ Project: "news" });
    to(time);
    spend({ Project: "news" });
    expect((await spent()).actual).toBe(usd);
  });
});

describe("a budget", () => {
  test("is kept with AWS's defaults, changed, tagged, listed and deleted", async () => {
    const { budgets, described } = await withBudget();
    expect(await described()).toMatchObject({
      BudgetLimit: { Amount: "10.0", Unit: "USD" },
      TimePeriod: { Start: new Date("2030-01-01T00:00:00Z"), End: new Date("2087-06-15T00:00:00Z") },
      CostTypes: { IncludeTax: true, UseBlended: false },
      ...filteredBy(ofNews),
    });
    const NewBudget = { ...budget, BudgetLimit: { Amount: "12.5", Unit: "USD" }, CostTypes: { IncludeTax: false } };
    await budgets.send(new UpdateBudgetCommand({ AccountId, NewBudget }));
    expect(await described()).toMatchObject({ BudgetLimit: { Amount: "12.5" }, CostTypes: { IncludeTax: false } });
    await budgets.send(new TagResourceCommand({ ResourceARN, ResourceTags: [{ Key: "Team", Value: "a" }] }));
    await budgets.send(new UntagResourceCommand({ ResourceARN, ResourceTagKeys: ["Project"] }));
    const { ResourceTags } = await budgets.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(ResourceTags).toEqual([{ Key: "Team", Value: "a" }]);
    const { Budgets } = await budgets.send(new DescribeBudgetsCommand({ AccountId }));
    expect(Budgets?.map((each) => each.BudgetName)).toEqual([BudgetName]);
    await budgets.send(new DeleteBudgetCommand({ AccountId, BudgetName }));
    await expect(described()).rejects.toMatchObject({ name: "NotFoundException", $metadata: { httpStatusCode: 404 } });
    const tags = budgets.send(new ListTagsForResourceCommand({ ResourceARN }));
    await expect(tags).rejects.toMatchObject({ name: "NotFoundException" });
  });

  test.each<[string, Partial<Budget>, string]>([
    ["a name that is there", { BudgetName }, "DuplicateRecordException"],
    ["a name with a colon", { BudgetName: "a:b" }, "InvalidParameterException"],
    ["no limit", { BudgetLimit: undefined }, "InvalidParameterException"],
    ["a limit of nothing", { BudgetLimit: { Amount: "0", Unit: "USD" } }, "InvalidParameterException"],
    ["a limit in euros", { BudgetLimit: { Amount: "1", Unit: "EUR" } }, "InvalidParameterException"],
    ["a filter that is none", filteredBy({ Colour: ["red"] }), "InvalidParameterException"],
    ["usage", { BudgetType: "USAGE" }, "NotImplemented"],
    ["limits that are planned", { PlannedBudgetLimits: {} }, "NotImplemented"],
    ["an expression", { FilterExpression: {} }, "NotImplemented"],
  ])("is refused with %s", async (_name, rest, name) => {
    const { budgets } = await withBudget();
    const command = new CreateBudgetCommand({ AccountId, Budget: { ...budget, BudgetName: "other", ...rest } });
    await expect(budgets.send(command)).rejects.toMatchObject({ name });
  });

  test("of another account is nobody's", async () => {
    const { budgets } = await withBudget();
    const command = new DescribeBudgetCommand({ AccountId: "444455556666", BudgetName });
    await expect(budgets.send(command)).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});

describe("a notification", () => {
  test("is kept with its subscribers, once, and goes", async () => {
    const { budgets, notify, states } = await withBudget();
    await notify(atEighty);
    const byDefault = { ...atEighty, ThresholdType: undefined };
    await expect(notify(byDefault)).rejects.toMatchObject({ name: "DuplicateRecordException" });
    const named = { AccountId, BudgetName, Notification: atEighty };
    const { Subscribers } = await budgets.send(new DescribeSubscribersForNotificationCommand(named));
    expect(Subscribers).toEqual([byMail]);
    await budgets.send(new DeleteNotificationCommand(named));
    expect(await states()).toEqual([]);
    const again = budgets.send(new DeleteNotificationCommand(named));
    await expect(again).rejects.toMatchObject({ name: "NotFoundException" });
  });

  test("has at least one subscriber, and at most ten addresses; a budget has at most ten notifications", async () => {
    const { notify } = await withBudget();
    await expect(notify(atEighty, [])).rejects.toMatchObject({ name: "InvalidParameterException" });
    const many = Array.from({ length: 11 }, (_each, at) => ({ ...byMail, Address: `a${String(at)}@example.com` }));
    await expect(notify(atEighty, many)).rejects.toMatchObject({ name: "CreationLimitExceededException" });
    const wrong = notify(atEighty, [{ ...byMail, Address: "finops" }]);
    await expect(wrong).rejects.toMatchObject({ name: "InvalidParameterException" });
    for (let Threshold = 1; Threshold <= 10; Threshold++) await notify({ ...atEighty, Threshold });
    await expect(notify(atEighty)).rejects.toMatchObject({ name: "CreationLimitExceededException" });
  });

  test("is sent once a month, when its share of the limit is crossed", async () => {
    const { aws, notify, spend, states, to } = await withBudget();
    await notify(atEighty);
    const alerts = () => aws.state(budgetsSlice).alerts;
    spend({ Project: "other" }, 100);
    spend({ Project: "news" }, 10);
    expect([await states(), alerts().length]).toEqual([["OK"], 0]);
    spend({ Project: "news" }, 0.1);
    expect(await states()).toEqual(["ALARM"]);
    spend({ Project: "news" }, 5);
    expect(alerts()).toMatchObject([{ budget: BudgetName, subscribers: [{ type: "EMAIL", address: byMail.Address }] }]);
    expect(alerts()[0]?.message).toContain("Alert Threshold: $8.00\nACTUAL Amount: $8.08");
    to("2030-02-01T00:00:00Z");
    expect(await states()).toEqual(["OK"]);
    spend({ Project: "news" }, 11);
    expect(alerts()).toHaveLength(2);
  });

  test("in dollars, or of a forecast, is crossed by these", async () => {
    const { aws, notify, spend, states, to } = await withBudget();
    await notify({ ...atEighty, ThresholdType: "ABSOLUTE_VALUE", Threshold: 5 });
    await notify({ ...atEighty, NotificationType: "FORECASTED", Threshold: 100 });
    spend({ Project: "news" }, 5);
    expect(await states()).toEqual(["OK", "OK"]);
    to("2030-02-15T00:00:00Z");
    spend({ Project: "news" }, 6.26);
    expect(await states()).toEqual(["ALARM", "ALARM"]);
    expect(aws.state(budgetsSlice).alerts).toHaveLength(2);
  });

  test("goes to a topic whose policy lets Budgets publish for this budget, and is refused where it does not", async () => {
    const { aws, notify, spend } = await withBudget();
    const sns = new SNSClient(clientOf(aws));
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "budget" }));
    const byTopic: Subscriber = { SubscriptionType: "SNS", Address: TopicArn };
    const letPublish = (sourceArn: string) => {
      const Condition = {
        StringEquals: { "aws:SourceAccount": AccountId },
        ArnLike: { "aws:SourceArn": sourceArn },
      };
      const Principal = { Service: "budgets.amazonaws.com" };
      const Statement = [{ Effect: "Allow", Principal, Action: "SNS:Publish", Resource: TopicArn, Condition }];
      const AttributeValue = JSON.stringify({ Version: "2012-10-17", Statement });
      return sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue }));
    };
    const refused = { name: "InvalidParameterException" };
    await expect(notify(atEighty, [byTopic])).rejects.toMatchObject(refused);
    await letPublish(`arn:aws:budgets::${AccountId}:budget/other`);
    await expect(notify(atEighty, [byTopic])).rejects.toMatchObject(refused);
    await letPublish(`arn:aws:budgets::${AccountId}:*`);
    await notify(atEighty, [byTopic, byMail]);
    spend({ Project: "news" }, 11);
    expect(aws.state(snsSlice).messages).toMatchObject([
      { topicArn: TopicArn, subject: `AWS Budgets: ${BudgetName} has exceeded your alert threshold` },
    ]);
  });

  test("that is crossed when it is made is sent at once", async () => {
    const { aws, notify, spend } = await withBudget();
    spend({ Project: "news" }, 11);
    await notify(atEighty);
    aws.clock.advance(dayMs);
    expect(aws.state(budgetsSlice).alerts).toHaveLength(1);
  });
});
