import * as sdk from "@aws-sdk/client-cloudwatch-logs";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import { slice } from "../../slice";

export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly ingestedAt: number;
  readonly message: string;
}

export interface LogStream {
  readonly createdAt: number;
  /** By their time, the earliest first. */
  events: LogEvent[];
}

export interface LogGroup {
  readonly name: string;
  readonly createdAt: number;
  /** Absent: for ever. */
  retentionDays?: number;
  kmsKeyId?: string;
  tags: Record<string, string>;
  /** By their names. */
  readonly streams: Record<string, LogStream>;
}

interface LogsState {
  /** By their ARNs, without the `:*`. */
  readonly groups: Record<string, LogGroup>;
}

export const logsSlice = slice("logs", (): LogsState => ({ groups: {} }));

export type LogsContext = Pick<Context, "accountId" | "region" | "partition" | "clock" | "state">;

export const groupArn = (name: string, { accountId, region, partition }: LogsContext): string =>
  `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;

/** The group, by its name or its ARN, with or without `:*`; or ResourceNotFoundException. */
export function groupOf(nameOrArn: string, context: LogsContext): LogGroup {
  const arn = nameOrArn.startsWith("arn:") ? nameOrArn.replace(/:\*$/, "") : groupArn(nameOrArn, context);
  const group = context.state(logsSlice).groups[arn];
  if (!group) throw modelled(sdk.ResourceNotFoundException, "The specified log group does not exist.");
  return group;
}

/** The stream of a group, or ResourceNotFoundException. */
export function streamOf(group: LogGroup, name: string): LogStream {
  const stream = group.streams[name];
  if (!stream) throw modelled(sdk.ResourceNotFoundException, "The specified log stream does not exist.");
  return stream;
}
