import { belief, sourced } from "../../belief";
import { type LogEvent, type LogGroup, groupArn, type LogsContext, logsSlice } from "./state";

belief(
  "CloudWatch Logs",
  "An event that is older than its group's retention is gone.",
  sourced("https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/userguide/Working-with-log-groups-and-streams.html"),
);

const dayMs = 86_400_000;

type InStream = LogEvent & { readonly stream: string };

/** All events of a group that its retention has left, the earliest first. */
export function storedEvents({ streams, retentionDays }: LogGroup, { clock }: Pick<LogsContext, "clock">): InStream[] {
  const oldest = retentionDays === undefined ? 0 : clock.now().getTime() - retentionDays * dayMs;
  return Object.entries(streams)
    .flatMap(([stream, { events }]) => events.map((event) => ({ ...event, stream })))
    .filter(({ timestamp }) => timestamp >= oldest)
    .sort((a, b) => a.timestamp - b.timestamp);
}

/** Where a service writes a line that is a function's or an API's. */
export interface LogLine {
  readonly group: string;
  readonly stream: string;
  readonly message: string;
}

/** Writes a line as a service of AWS does. A stream is made where there is none; without the group the line is lost: false. */
export function writeLog({ group, stream, message }: LogLine, context: LogsContext): boolean {
  const found = context.state(logsSlice).groups[groupArn(group, context)];
  if (!found) return false;
  const now = context.clock.now().getTime();
  const { events } = (found.streams[stream] ??= { createdAt: now, events: [] });
  events.push({ timestamp: now, ingestedAt: now, message });
  return true;
}
