import * as sdk from "@aws-sdk/client-cloudwatch-logs";
import { belief, sourced } from "../../belief";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { storedEvents } from "./events";
import { groupArn, groupOf, logsSlice } from "./state";

belief(
  "CloudWatch Logs",
  "Events are kept for one of 22 numbers of days, or for ever.",
  sourced("https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"),
);
const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731]
  .concat([1096, 1827, 2192, 2557, 2922, 3288, 3653])
  .map(String);

belief(
  "CloudWatch Logs",
  "A group's arn ends with :*, its logGroupArn does not; tags are asked for by the latter.",
  sourced("https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html"),
);

/** Log groups, how long they keep their events, and their tags. */
export const groups = {
  CreateLogGroup: ({ logGroupName, kmsKeyId, tags = {} }, context) => {
    if (!/^[\w./#-]{1,512}$/.test(logGroupName))
      throw modelled(
        sdk.InvalidParameterException,
        `1 validation error detected: Value '${logGroupName}' at 'logGroupName' failed to satisfy constraint`,
      );
    const { groups } = context.state(logsSlice);
    const arn = groupArn(logGroupName, context);
    if (groups[arn]) throw modelled(sdk.ResourceAlreadyExistsException, "The specified log group already exists");
    const createdAt = context.clock.now().getTime();
    groups[arn] = { name: logGroupName, createdAt, tags, streams: {}, ...(kmsKeyId !== undefined && { kmsKeyId }) };
    return {};
  },

  DescribeLogGroups: ({ logGroupNamePrefix = "", logGroupNamePattern = "" }, context) => ({
    logGroups: Object.entries(context.state(logsSlice).groups)
      .filter(([arn]) => arn.startsWith(groupArn(logGroupNamePrefix, context)))
      .filter(([, { name }]) => name.toLowerCase().includes(logGroupNamePattern.toLowerCase()))
      .sort(([, a], [, b]) => (a.name < b.name ? -1 : 1))
      .map(([arn, group]) => ({
        logGroupName: group.name,
        arn: `${arn}:*`,
        logGroupArn: arn,
        creationTime: group.createdAt,
        retentionInDays: group.retentionDays,
        kmsKeyId: group.kmsKeyId,
        logGroupClass: "STANDARD" as const,
        metricFilterCount: 0,
        storedBytes: storedEvents(group, context).reduce((sum, { message }) => sum + Buffer.byteLength(message), 0),
      })),
  }),

  DeleteLogGroup: ({ logGroupName }, context) => {
    groupOf(logGroupName, context);
    Reflect.deleteProperty(context.state(logsSlice).groups, groupArn(logGroupName, context));
    return {};
  },

  PutRetentionPolicy: ({ logGroupName, retentionInDays }, context) => {
    if (!retentions.includes(String(retentionInDays)))
      throw modelled(
        sdk.InvalidParameterException,
        `1 validation error detected: Value '${String(retentionInDays)}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${retentions.join(", ")}]`,
      );
    groupOf(logGroupName, context).retentionDays = retentionInDays;
    return {};
  },
  DeleteRetentionPolicy: ({ logGroupName }, context) => {
    delete groupOf(logGroupName, context).retentionDays;
    return {};
  },

  TagResource: ({ resourceArn, tags }, context) => {
    Object.assign(groupOf(resourceArn, context).tags, tags);
    return {};
  },
  UntagResource: ({ resourceArn, tagKeys }, context) => {
    const group = groupOf(resourceArn, context);
    group.tags = Object.fromEntries(Object.entries(group.tags).filter(([key]) => !tagKeys.includes(key)));
    return {};
  },
  ListTagsForResource: ({ resourceArn }, context) => ({ tags: groupOf(resourceArn, context).tags }),
} satisfies Handlers<typeof sdk>;
