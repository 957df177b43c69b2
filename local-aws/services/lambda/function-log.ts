import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { isAllowed } from "../iam/evaluate";
import { writeLog } from "../logs/events";
import type { Outcome } from "./runtime/environment";
import type { LambdaFunction } from "./state";

belief(
  "Lambda",
  "What a function prints goes to its log group, if its role may write there; else it is lost without a word.",
  sourced("https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html"),
);
belief(
  "Lambda",
  "Around it stand the platform's own lines: START, END and REPORT as text, platform.start and platform.report as JSON.",
  assumed("memory used and billed time are left out: they are not measured"),
);

export interface Handled extends Outcome {
  readonly requestId: string;
  readonly logStream: string;
  readonly startedAt: Date;
  readonly durationMs: number;
}

/** Writes what became of an invocation to the function's log group, as its role. */
export function logInvocation({ settings }: LambdaFunction, handled: Handled, context: Context): void {
  const { role: roleArn, logging } = settings;
  const group = logging.LogGroup;
  const { partition, region, accountId } = context;
  const resource = `arn:${partition}:logs:${region}:${accountId}:log-group:${group}:log-stream:${handled.logStream}`;
  if (!isAllowed({ by: { roleArn }, action: "logs:PutLogEvents", resource }, context)) return;
  const lines = handled.output.split("\n").filter((line) => line.trim() !== "");
  const platform = logging.LogFormat === "JSON" ? jsonLines(handled) : textLines(handled);
  for (const message of [platform.before, ...lines, ...platform.after])
    writeLog({ group, stream: handled.logStream, message }, context);
}

function textLines({ requestId, durationMs, failed, payload }: Handled) {
  const report = `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms`;
  return {
    before: `START RequestId: ${requestId} Version: $LATEST`,
    after: [...(failed ? [`ERROR\tInvoke Error\t${payload}`] : []), `END RequestId: ${requestId}`, report],
  };
}

function jsonLines({ requestId, startedAt, durationMs, failed, payload }: Handled) {
  const line = (type: string, record: object) => JSON.stringify({ time: startedAt.toISOString(), type, record });
  const error = { level: "ERROR", requestId, message: JSON.parse(payload) as unknown };
  const status = failed ? "error" : "success";
  return {
    before: line("platform.start", { requestId, version: "$LATEST" }),
    after: [
      ...(failed ? [JSON.stringify(error)] : []),
      line("platform.report", { requestId, metrics: { durationMs: Math.round(durationMs) }, status }),
    ],
  };
}
