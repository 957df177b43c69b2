import { isNativeError } from "node:util/types";

/** Severity, spelled as CloudWatch Logs Insights users filter for it. */
export type LogLevel = "INFO" | "WARN" | "ERROR";

/** What a log line may carry: scalars only, so that no event, prompt or answer is logged whole by accident. */
export type LogFields = Record<string, string | number | boolean | undefined>;

/** Writes one line of the function's log. */
export type WriteLog = (level: LogLevel, message: string, fields: LogFields) => void;

/** One JSON object a line on stdout: Lambda sends stdout to CloudWatch, which finds the fields by itself. */
export const writeLogLine: WriteLog = (level, message, fields) => {
  process.stdout.write(`${JSON.stringify({ level, message, ...fields })}\n`);
};

const maxDetailChars = 300;

/** Name and message of anything thrown, short enough for a log line. The stack stays out: bundles have no source map. */
export function describeError(error: unknown): { errorName: string; errorMessage: string } {
  if (!isNativeError(error)) return { errorName: typeof error, errorMessage: "" };
  return { errorName: error.name, errorMessage: error.message.slice(0, maxDetailChars) };
}
