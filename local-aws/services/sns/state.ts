import * as sdk from "@aws-sdk/client-sns";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import { slice } from "../../slice";

export interface Topic {
  readonly arn: string;
  readonly createdAt: string;
  /** As they were set: `{ DisplayName: "..." }`. */
  readonly attributes: Record<string, string>;
  tags: Record<string, string>;
}

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** True where the endpoint's owner must confirm it first: e-mail, HTTP. */
  readonly pending: boolean;
  readonly attributes: Record<string, string>;
}

export interface Message {
  readonly id: string;
  readonly at: string;
  readonly topicArn: string;
  readonly subject?: string;
  readonly message: string;
}

interface SnsState {
  /** By their ARNs. */
  readonly topics: Record<string, Topic>;
  readonly subscriptions: Record<string, Subscription>;
  /** All that were published, in their order. */
  readonly messages: Message[];
}

export const snsSlice = slice("sns", (): SnsState => ({ topics: {}, subscriptions: {}, messages: [] }));

/** The topic, or NotFound. */
export function topicOf(arn: string, { state }: Pick<Context, "state">): Topic {
  const topic = state(snsSlice).topics[arn];
  if (!topic) throw modelled(sdk.NotFoundException, "Topic does not exist");
  return topic;
}

/** The subscription, or NotFound. */
export function subscriptionOf(arn: string, { state }: Pick<Context, "state">): Subscription {
  const subscription = state(snsSlice).subscriptions[arn];
  if (!subscription) throw modelled(sdk.NotFoundException, "Subscription does not exist");
  return subscription;
}

export const subscriptionsOf = (topicArn: string, { state }: Pick<Context, "state">): Subscription[] =>
  Object.values(state(snsSlice).subscriptions).filter((subscription) => subscription.topicArn === topicArn);
