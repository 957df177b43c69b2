import { randomUUID } from "node:crypto";
import * as sdk from "@aws-sdk/client-sns";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { type AccessRequest, isAllowed, refusal } from "../iam/evaluate";
import { defaultPolicy } from "./default-policy";
import { snsSlice } from "./state";

export type PublishContext = Pick<Context, "accountId" | "region" | "clock" | "state">;

/**
 * Whether somebody may publish to a topic: `mayPublish(arn, { service: "budgets.amazonaws.com" }, { "aws:SourceArn": budgetArn }, context)`.
 * No to a topic that is not there.
 */
export function mayPublish(
  topicArn: string,
  by: AccessRequest["by"],
  conditions: NonNullable<AccessRequest["conditions"]>,
  context: PublishContext,
): boolean {
  const topic = context.state(snsSlice).topics[topicArn];
  if (!topic) return false;
  const resourcePolicy = topic.attributes["Policy"] ?? defaultPolicy(topicArn, context.accountId);
  return isAllowed({ by, action: "sns:Publish", resource: topicArn, conditions, resourcePolicy }, context);
}

/** Puts a message among those that were published, and answers its id. */
export function publish(
  message: { readonly topicArn: string; readonly subject?: string; readonly message: string },
  { clock, state }: Pick<Context, "clock" | "state">,
): string {
  const id = randomUUID();
  state(snsSlice).messages.push({ id, at: clock.now().toISOString(), ...message });
  return id;
}

export const publishing = {
  Publish: ({ TopicArn, TargetArn, Subject, Message }, context) => {
    const topicArn = TopicArn ?? TargetArn ?? "";
    if (!context.state(snsSlice).topics[topicArn]) throw modelled(sdk.NotFoundException, "Topic does not exist");
    const { caller, accountId } = context;
    if (!mayPublish(topicArn, caller, { "aws:SourceOwner": accountId }, context))
      throw modelled(
        sdk.AuthorizationErrorException,
        refusal({ by: caller, action: "SNS:Publish", resource: topicArn }),
      );
    const subject = Subject === undefined ? {} : { subject: Subject };
    return { MessageId: publish({ topicArn, message: Message, ...subject }, context) };
  },
} satisfies Handlers<typeof sdk>;
