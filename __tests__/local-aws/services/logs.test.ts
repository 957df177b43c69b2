import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { expect, test } from "@jest/globals";
import { writeLog } from "../../../local-aws/services/logs";
import { clientOf, runLocalAws } from "../support/run-local-aws";

const logGroupName = "/aws/lambda/news";
const resourceArn = `arn:aws:logs:eu-west-2:111122223333:log-group:${logGroupName}`;
const dayMs = 86_400_000;

async function withGroup() {
  const aws = await runLocalAws();
  const logs = new CloudWatchLogsClient(clientOf(aws));
  await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { Project: "news" } }));
  const context = { ...aws, accountId: "111122223333", region: "eu-west-2", partition: "aws" };
  const write = (message: string, stream = "one") => writeLog({ group: logGroupName, stream, message }, context);
  return { aws, logs, write, context };
}

test("a group is kept with its retention and tags, found by its prefix, and goes", async () => {
  const { logs } = await withGroup();
  await logs.send(new CreateLogGroupCommand({ logGroupName: "/aws/lambda/new" }));
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 30 }));
  const found = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
  expect(found.logGroups).toMatchObject([
    { logGroupName, arn: `${resourceArn}:*`, logGroupArn: resourceArn, retentionInDays: 30, storedBytes: 0 },
  ]);
  const all = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePattern: "LAMBDA" }));
  expect(all.logGroups?.map((group) => group.logGroupName)).toEqual(["/aws/lambda/new", logGroupName]);
  await logs.send(new TagResourceCommand({ resourceArn, tags: { Team: "a", Project: "other" } }));
  await logs.send(new UntagResourceCommand({ resourceArn, tagKeys: ["Team"] }));
  const { tags } = await logs.send(new ListTagsForResourceCommand({ resourceArn }));
  expect(tags).toEqual({ Project: "other" });
  await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
  const [kept] = (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }))).logGroups ?? [];
  expect(kept?.retentionInDays).toBeUndefined();
  await logs.send(new DeleteLogGroupCommand({ logGroupName }));
  await expect(logs.send(new DeleteLogGroupCommand({ logGroupName }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    $metadata: { httpStatusCode: 400 },
  });
});

test("a group is refused twice, with a name or a retention that Logs does not take", async () => {
  const { logs } = await withGroup();
  const again = logs.send(new CreateLogGroupCommand({ logGroupName }));
  await expect(again).rejects.toMatchObject({ name: "ResourceAlreadyExistsException" });
  const invalid = { name: "InvalidParameterException" };
  await expect(logs.send(new CreateLogGroupCommand({ logGroupName: "a b" }))).rejects.toMatchObject(invalid);
  const retention = new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 31 });
  await expect(logs.send(retention)).rejects.toMatchObject(invalid);
});

test("events are put by a client and by a service, in their order, and read page by page", async () => {
  const { aws, logs, write } = await withGroup();
  const logStreamName = "one";
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  const streamAgain = logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  await expect(streamAgain).rejects.toMatchObject({ name: "ResourceAlreadyExistsException" });
  const timestamp = aws.clock.now().getTime() - 1000;
  const logEvents = [
    { timestamp, message: "second" },
    { timestamp: timestamp - 1000, message: "first" },
  ];
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  expect(write("third")).toBe(true);
  const read = async (nextToken?: string, startFromHead = true) => {
    const command = new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead, limit: 2, nextToken });
    const { events = [], nextForwardToken } = await logs.send(command);
    return { messages: events.map(({ message }) => message), nextForwardToken };
  };
  const page = await read();
  expect(page.messages).toEqual(["first", "second"]);
  const next = await read(page.nextForwardToken);
  expect(next.messages).toEqual(["third"]);
  expect(await read(next.nextForwardToken)).toEqual({ messages: [], nextForwardToken: next.nextForwardToken });
  expect((await read(undefined, false)).messages).toEqual(["second", "third"]);
  await expect(read("x")).rejects.toMatchObject({ name: "InvalidParameterException" });
  const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName }));
  expect(logStreams).toMatchObject([{ logStreamName, firstEventTimestamp: timestamp - 1000 }]);
});

test("events of all streams are found by their words", async () => {
  const { logs, write, context } = await withGroup();
  for (const [message, stream] of [
    ["an ERROR of one", "a"] as const,
    ["an ERROR of two", "b"] as const,
    ["fine", "b"] as const,
  ])
    write(message, stream);
  const find = async (filterPattern: string, rest: object = {}) => {
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern, ...rest }));
    return events?.map(({ message }) => message);
  };
  expect(await find("ERROR")).toEqual(["an ERROR of one", "an ERROR of two"]);
  expect(await find('ERROR "of two"')).toEqual(["an ERROR of two"]);
  expect(await find("", { logStreamNames: ["b"] })).toEqual(["an ERROR of two", "fine"]);
  expect(await find("", { limit: 1 })).toEqual(["an ERROR of one"]);
  expect(await find("", { endTime: 1 })).toEqual([]);
  await expect(find('{ $.level = "ERROR" }')).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  expect(writeLog({ group: "/aws/lambda/gone", stream: "a", message: "lost" }, context)).toBe(false);
});

test("events older than the retention are gone", async () => {
  const { aws, logs, write } = await withGroup();
  await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }));
  write("old");
  const count = async () => (await logs.send(new FilterLogEventsCommand({ logGroupName }))).events?.length;
  expect(await count()).toBe(1);
  aws.clock.advance(dayMs + 1000);
  expect(await count()).toBe(0);
});

test("a stream or a group that is not there has no events", async () => {
  const { logs } = await withGroup();
  const notFound = { name: "ResourceNotFoundException" };
  const read = (group: string) => logs.send(new GetLogEventsCommand({ logGroupName: group, logStreamName: "gone" }));
  await expect(read(logGroupName)).rejects.toThrow("The specified log stream does not exist.");
  await expect(read("gone")).rejects.toMatchObject(notFound);
});
