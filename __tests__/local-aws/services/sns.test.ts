import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  TagResourceCommand,
  UnsubscribeCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import { expect, test } from "@jest/globals";
import { mayPublish } from "../../../local-aws/services/sns";
import { snsSlice } from "../../../local-aws/services/sns/state";
import { clientOf, runLocalAws } from "../support/run-local-aws";

const TopicArn = "arn:aws:sns:eu-west-2:111122223333:budget";

async function withTopic() {
  const aws = await runLocalAws();
  const sns = new SNSClient(clientOf(aws));
  const Tags = [{ Key: "Project", Value: "news & co" }];
  expect((await sns.send(new CreateTopicCommand({ Name: "budget", Tags }))).TopicArn).toBe(TopicArn);
  return { aws, sns, Tags };
}
const attributesOf = async (sns: SNSClient) =>
  (await sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes ?? {};

test("a topic is made once, and refused with other attributes or tags", async () => {
  const { sns, Tags } = await withTopic();
  const create = (rest: object) => sns.send(new CreateTopicCommand({ Name: "budget", ...rest }));
  expect((await create({ Tags })).TopicArn).toBe(TopicArn);
  expect((await create({})).TopicArn).toBe(TopicArn);
  const invalid = { name: "InvalidParameterException", $metadata: { httpStatusCode: 400 } };
  await expect(create({ Tags: [{ Key: "Project", Value: "other" }] })).rejects.toMatchObject(invalid);
  await expect(create({ Attributes: { DisplayName: "Budget" } })).rejects.toMatchObject(invalid);
  await expect(create({ Name: "a b" })).rejects.toThrow("Invalid parameter: Topic Name");
  expect((await sns.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn }]);
});

test("a topic has the attributes that were set, a policy of its own account, and tags", async () => {
  const { sns } = await withTopic();
  const set = (AttributeName: string, AttributeValue: string) =>
    sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
  const first = await attributesOf(sns);
  expect(first).toMatchObject({ TopicArn, Owner: "111122223333", DisplayName: "", SubscriptionsConfirmed: "0" });
  expect(JSON.parse(first["Policy"] ?? "")).toMatchObject({ Statement: [{ Resource: TopicArn }] });
  await set("DisplayName", "Budget");
  const policy = '{"Version":"2012-10-17","Statement":[]}';
  await set("Policy", policy);
  expect(await attributesOf(sns)).toMatchObject({ DisplayName: "Budget", Policy: policy });
  await set("Policy", "");
  expect((await attributesOf(sns))["Policy"]).toBe(first["Policy"]);
  await expect(set("Policy", "{")).rejects.toMatchObject({ name: "InvalidParameterException" });
  await expect(set("Owner", "me")).rejects.toMatchObject({ name: "InvalidParameterException" });
  await sns.send(new TagResourceCommand({ ResourceArn: TopicArn, Tags: [{ Key: "Team", Value: "a" }] }));
  await sns.send(new UntagResourceCommand({ ResourceArn: TopicArn, TagKeys: ["Project"] }));
  const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }));
  expect(Tags).toEqual([{ Key: "Team", Value: "a" }]);
});

test("a subscription of a function is confirmed, one by e-mail waits; each is made once and goes with its topic", async () => {
  const { sns } = await withTopic();
  const subscribe = (Protocol: string, Endpoint: string, ReturnSubscriptionArn = false) =>
    sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, ReturnSubscriptionArn }));
  expect((await subscribe("email", "a@example.com")).SubscriptionArn).toBe("pending confirmation");
  const { SubscriptionArn } = await subscribe("lambda", "arn:aws:lambda:eu-west-2:111122223333:function:news");
  const again = await subscribe("lambda", "arn:aws:lambda:eu-west-2:111122223333:function:news");
  expect(again.SubscriptionArn).toBe(SubscriptionArn);
  expect(await attributesOf(sns)).toMatchObject({ SubscriptionsConfirmed: "1", SubscriptionsPending: "1" });
  const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions?.map((each) => each.SubscriptionArn)).toEqual(["PendingConfirmation", SubscriptionArn]);
  const pair = { AttributeName: "RawMessageDelivery", AttributeValue: "true" };
  await sns.send(new SetSubscriptionAttributesCommand({ SubscriptionArn, ...pair }));
  const get = new GetSubscriptionAttributesCommand({ SubscriptionArn });
  expect((await sns.send(get)).Attributes).toMatchObject({ PendingConfirmation: "false", RawMessageDelivery: "true" });
  await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  await expect(sns.send(get)).rejects.toMatchObject({ name: "NotFoundException" });
  const pending = await subscribe("email", "a@example.com", true);
  await sns.send(new DeleteTopicCommand({ TopicArn }));
  const gone = new GetSubscriptionAttributesCommand({ SubscriptionArn: pending.SubscriptionArn });
  await expect(sns.send(gone)).rejects.toMatchObject({ name: "NotFoundException" });
  await expect(attributesOf(sns)).rejects.toMatchObject({
    name: "NotFoundException",
    $metadata: { httpStatusCode: 404 },
  });
  await expect(subscribe("email", "a@example.com")).rejects.toMatchObject({ name: "NotFoundException" });
  const tags = sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }));
  await expect(tags).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

test("what is published is kept, for whom the topic's policy lets", async () => {
  const { aws, sns } = await withTopic();
  const { MessageId } = await sns.send(new PublishCommand({ TopicArn, Subject: "news", Message: "80 %" }));
  expect(aws.state(snsSlice).messages).toMatchObject([
    { id: MessageId, topicArn: TopicArn, subject: "news", message: "80 %" },
  ]);
  const context = { ...aws, accountId: "111122223333", region: "eu-west-2" };
  const budgets = () => mayPublish(TopicArn, { service: "budgets.amazonaws.com" }, {}, context);
  expect(budgets()).toBe(false);
  const statement = { Action: "SNS:Publish", Resource: TopicArn };
  const put = (...Statement: object[]) =>
    sns.send(
      new SetTopicAttributesCommand({
        TopicArn,
        AttributeName: "Policy",
        AttributeValue: JSON.stringify({ Version: "2012-10-17", Statement }),
      }),
    );
  await put({ Effect: "Allow", Principal: { Service: "budgets.amazonaws.com" }, ...statement });
  expect(budgets()).toBe(true);
  await put({ Effect: "Deny", Principal: "*", ...statement });
  const refused = sns.send(new PublishCommand({ TopicArn, Message: "x" }));
  await expect(refused).rejects.toMatchObject({ name: "AuthorizationErrorException" });
  const nowhere = sns.send(new PublishCommand({ TopicArn: `${TopicArn}s`, Message: "x" }));
  await expect(nowhere).rejects.toMatchObject({ name: "NotFoundException" });
});
