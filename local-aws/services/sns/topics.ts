import { isDeepStrictEqual } from "node:util";
import * as sdk from "@aws-sdk/client-sns";
import { belief, sourced } from "../../belief";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { NotAPolicy, readDocument } from "../iam/policy/read-document";
import { defaultPolicy } from "./default-policy";
import { snsSlice, subscriptionsOf, type Topic, topicOf } from "./state";

belief(
  "SNS",
  "CreateTopic with a name that is there answers the ARN that is there, if attributes and tags are the same.",
  sourced("https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html"),
);

/** Topics, their attributes and their tags. */
export const topics = {
  CreateTopic: ({ Name, Attributes = {}, Tags = [] }, { accountId, partition, region, clock, state }) => {
    if (!/^[\w-]{1,256}(?:\.fifo)?$/.test(Name)) throw invalid("Topic Name");
    for (const [name, value] of Object.entries(Attributes)) checkAttribute(name, value);
    const TopicArn = `arn:${partition}:sns:${region}:${accountId}:${Name}`;
    const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
    const { topics } = state(snsSlice);
    const there = topics[TopicArn];
    if (there && Object.entries(Attributes).some(([name, value]) => there.attributes[name] !== value))
      throw invalid("Attributes Reason: Topic already exists with different attributes");
    if (there && Tags.length > 0 && !isDeepStrictEqual(there.tags, tags))
      throw invalid("Tags Reason: Topic already exists with different tags");
    topics[TopicArn] ??= { arn: TopicArn, createdAt: clock.now().toISOString(), attributes: Attributes, tags };
    return { TopicArn };
  },

  GetTopicAttributes: ({ TopicArn }, context) => {
    const { attributes } = topicOf(TopicArn, context);
    const subscriptions = subscriptionsOf(TopicArn, context);
    const pending = subscriptions.filter((subscription) => subscription.pending).length;
    return {
      Attributes: {
        TopicArn,
        Owner: context.accountId,
        DisplayName: "",
        Policy: defaultPolicy(TopicArn, context.accountId),
        EffectiveDeliveryPolicy: deliveryPolicy,
        SubscriptionsConfirmed: String(subscriptions.length - pending),
        SubscriptionsPending: String(pending),
        SubscriptionsDeleted: "0",
        ...attributes,
      },
    };
  },

  SetTopicAttributes: ({ TopicArn, AttributeName, AttributeValue = "" }, context) => {
    const { attributes } = topicOf(TopicArn, context);
    checkAttribute(AttributeName, AttributeValue);
    if (AttributeValue === "") Reflect.deleteProperty(attributes, AttributeName);
    else attributes[AttributeName] = AttributeValue;
    return {};
  },

  DeleteTopic: ({ TopicArn }, context) => {
    const { topics, subscriptions } = context.state(snsSlice);
    for (const { arn } of subscriptionsOf(TopicArn, context)) Reflect.deleteProperty(subscriptions, arn);
    Reflect.deleteProperty(topics, TopicArn);
    return {};
  },

  ListTopics: (_input, { region, state }) => ({
    Topics: Object.values(state(snsSlice).topics)
      .filter(({ arn }) => arn.split(":")[3] === region)
      .map(({ arn }) => ({ TopicArn: arn })),
  }),

  TagResource: ({ ResourceArn, Tags }, context) => {
    const { tags } = taggedTopic(ResourceArn, context);
    for (const { Key, Value } of Tags) tags[Key] = Value;
    return {};
  },
  UntagResource: ({ ResourceArn, TagKeys }, context) => {
    const topic = taggedTopic(ResourceArn, context);
    topic.tags = Object.fromEntries(Object.entries(topic.tags).filter(([key]) => !TagKeys.includes(key)));
    return {};
  },
  ListTagsForResource: ({ ResourceArn }, context) => ({
    Tags: Object.entries(taggedTopic(ResourceArn, context).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
} satisfies Handlers<typeof sdk>;

const settable = /^(DeliveryPolicy|DisplayName|Policy|TracingConfig|KmsMasterKeyId|SignatureVersion|\w+Feedback\w+)$/;

function checkAttribute(name: string, value: string): void {
  if (!settable.test(name)) throw invalid("AttributeName");
  if (name !== "Policy" || value === "") return;
  try {
    readDocument(value);
  } catch (error) {
    throw error instanceof NotAPolicy ? invalid(`Policy Error: ${error.message}`) : error;
  }
}

function taggedTopic(arn: string, { state }: Parameters<typeof topicOf>[1]): Topic {
  const topic = state(snsSlice).topics[arn];
  if (!topic) throw modelled(sdk.ResourceNotFoundException, "Resource does not exist");
  return topic;
}

const invalid = (what: string) => modelled(sdk.InvalidParameterException, `Invalid parameter: ${what}`);

const deliveryPolicy = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: "linear",
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: "text/plain; charset=UTF-8" },
  },
});
