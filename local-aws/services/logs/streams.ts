import * as sdk from "@aws-sdk/client-cloudwatch-logs";
import { AwsError, modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { storedEvents } from "./events";
import { groupArn, groupOf, streamOf } from "./state";

/** Streams of a group, and the events in them. */
export const streams = {
  CreateLogStream: ({ logGroupName, logStreamName }, context) => {
    const { streams } = groupOf(logGroupName, context);
    if (streams[logStreamName])
      throw modelled(sdk.ResourceAlreadyExistsException, "The specified log stream already exists");
    streams[logStreamName] = { createdAt: context.clock.now().getTime(), events: [] };
    return {};
  },

  DescribeLogStreams: ({ logGroupName = "", logGroupIdentifier, logStreamNamePrefix = "" }, context) => {
    const group = groupOf(logGroupIdentifier ?? logGroupName, context);
    const stored = storedEvents(group, context);
    const named = Object.entries(group.streams).filter(([name]) => name.startsWith(logStreamNamePrefix));
    return {
      logStreams: named.map(([name, { createdAt }]) => {
        const times = stored.filter(({ stream }) => stream === name).map(({ timestamp }) => timestamp);
        return {
          logStreamName: name,
          arn: `${groupArn(group.name, context)}:log-stream:${name}`,
          creationTime: createdAt,
          firstEventTimestamp: times[0],
          lastEventTimestamp: times.at(-1),
        };
      }),
    };
  },

  PutLogEvents: ({ logGroupName, logStreamName, logEvents }, context) => {
    const stream = streamOf(groupOf(logGroupName, context), logStreamName);
    const ingestedAt = context.clock.now().getTime();
    const added = logEvents.map(({ timestamp, message }) => ({ timestamp, message, ingestedAt }));
    stream.events = [...stream.events, ...added].sort((a, b) => a.timestamp - b.timestamp);
    return {};
  },

  GetLogEvents: (input, context) => {
    const { logGroupName = "", logGroupIdentifier, logStreamName, startTime = 0, endTime = Infinity } = input;
    const group = groupOf(logGroupIdentifier ?? logGroupName, context);
    streamOf(group, logStreamName);
    const events = storedEvents(group, context)
      .filter(({ stream, timestamp }) => stream === logStreamName && timestamp >= startTime && timestamp < endTime)
      .map(({ timestamp, message, ingestedAt }) => ({ timestamp, message, ingestionTime: ingestedAt }));
    // The token of a page says where it ended: asked for again, it answers nothing new.
    const [from, to] = pageOf(
      input.nextToken,
      events.length,
      input.limit ?? events.length,
      input.startFromHead ?? false,
    );
    return {
      events: events.slice(from, to),
      nextForwardToken: `f/${String(to)}`,
      nextBackwardToken: `b/${String(from)}`,
    };
  },

  FilterLogEvents: (input, context) => {
    const { logGroupName = "", logGroupIdentifier, startTime = 0, endTime = Infinity, filterPattern = "" } = input;
    const { logStreamNames, logStreamNamePrefix = "" } = input;
    const terms = termsOf(filterPattern);
    const found = storedEvents(groupOf(logGroupIdentifier ?? logGroupName, context), context)
      .filter(({ timestamp }) => timestamp >= startTime && timestamp <= endTime)
      .filter(({ stream }) => (logStreamNames?.includes(stream) ?? true) && stream.startsWith(logStreamNamePrefix))
      .filter(({ message }) => terms.every((term) => message.includes(term)));
    const first = Number(input.nextToken ?? 0);
    const last = first + (input.limit ?? 10_000);
    return {
      events: found.slice(first, last).map(({ stream, timestamp, message, ingestedAt }, index) => ({
        ...{ logStreamName: stream, timestamp, message, ingestionTime: ingestedAt },
        eventId: `${String(timestamp)}${String(first + index).padStart(8, "0")}`,
      })),
      ...(last < found.length && { nextToken: String(last) }),
    };
  },
} satisfies Handlers<typeof sdk>;

function pageOf(token: string | undefined, count: number, limit: number, fromHead: boolean): [number, number] {
  const [way, place] = token === undefined ? [fromHead ? "f" : "b", fromHead ? 0 : count] : parse(token);
  return way === "f" ? [place, Math.min(place + limit, count)] : [Math.max(place - limit, 0), place];
}

function parse(token: string): [string, number] {
  const [, way = "", place = ""] = /^([fb])\/(\d+)$/.exec(token) ?? [];
  if (way === "") throw modelled(sdk.InvalidParameterException, "The specified nextToken is invalid.");
  return [way, Number(place)];
}

/** Words and quoted phrases, all of which a message must have. */
function termsOf(pattern: string): string[] {
  if (/^\s*[{[%?-]/.test(pattern))
    throw new AwsError("NotImplemented", 501, "Local AWS filters log events by words and quoted phrases alone.");
  return [...pattern.matchAll(/"([^"]*)"|(\S+)/g)].map(([, phrase, word]) => phrase ?? word ?? "");
}
