import { randomUUID } from "node:crypto";
import * as sdk from "@aws-sdk/client-sns";
import { belief, sourced } from "../../belief";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { snsSlice, subscriptionOf, subscriptionsOf, topicOf } from "./state";

belief(
  "SNS",
  "A subscription by e-mail or HTTP is pending until its owner confirms it, one of a function or a queue of the account is not.",
  sourced("https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html"),
);
const confirmedAtOnce = ["lambda", "sqs", "firehose", "sms", "application"];
const protocols = [...confirmedAtOnce, "email", "email-json", "http", "https"];

/** Who is told of what is published. */
export const subscriptions = {
  Subscribe: ({ TopicArn, Protocol, Endpoint, Attributes = {}, ReturnSubscriptionArn = false }, context) => {
    topicOf(TopicArn, context);
    if (!protocols.includes(Protocol) || Endpoint === undefined)
      throw modelled(sdk.InvalidParameterException, "Invalid parameter: Protocol or Endpoint");
    const there = subscriptionsOf(TopicArn, context).find(
      ({ protocol, endpoint }) => protocol === Protocol && endpoint === Endpoint,
    );
    const pending = !confirmedAtOnce.includes(Protocol);
    const made = {
      arn: `${TopicArn}:${randomUUID()}`,
      topicArn: TopicArn,
      protocol: Protocol,
      endpoint: Endpoint,
      pending,
    };
    const { arn } = there ?? made;
    context.state(snsSlice).subscriptions[arn] ??= { ...made, attributes: Attributes };
    return { SubscriptionArn: pending && !ReturnSubscriptionArn ? "pending confirmation" : arn };
  },

  GetSubscriptionAttributes: ({ SubscriptionArn }, context) => {
    const subscription = subscriptionOf(SubscriptionArn, context);
    return {
      Attributes: {
        SubscriptionArn,
        TopicArn: subscription.topicArn,
        Protocol: subscription.protocol,
        Endpoint: subscription.endpoint,
        Owner: context.accountId,
        PendingConfirmation: String(subscription.pending),
        ConfirmationWasAuthenticated: String(!subscription.pending),
        SubscriptionPrincipal: context.caller.arn,
        RawMessageDelivery: "false",
        ...subscription.attributes,
      },
    };
  },

  SetSubscriptionAttributes: ({ SubscriptionArn, AttributeName, AttributeValue = "" }, context) => {
    subscriptionOf(SubscriptionArn, context).attributes[AttributeName] = AttributeValue;
    return {};
  },

  Unsubscribe: ({ SubscriptionArn }, { state }) => {
    Reflect.deleteProperty(state(snsSlice).subscriptions, SubscriptionArn);
    return {};
  },

  ListSubscriptionsByTopic: ({ TopicArn }, context) => {
    topicOf(TopicArn, context);
    return {
      Subscriptions: subscriptionsOf(TopicArn, context).map(({ arn, protocol, endpoint, pending }) => ({
        SubscriptionArn: pending ? "PendingConfirmation" : arn,
        ...{ Owner: context.accountId, Protocol: protocol, Endpoint: endpoint, TopicArn },
      })),
    };
  },
} satisfies Handlers<typeof sdk>;
