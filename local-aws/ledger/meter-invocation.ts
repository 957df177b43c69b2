import { assumed, belief, sourced } from "../belief";
import type { Context } from "../context";
import { append } from "./ledger";
import { regionCode } from "./region-code";

belief(
  "Lambda",
  "An invocation is a request, and the time that it took, by the millisecond, times the function's memory.",
  sourced("https://aws.amazon.com/lambda/pricing/"),
);
belief(
  "Lambda",
  "What a function costs is the same in every Region and on every architecture, and nothing is free.",
  assumed("x86, US East (N. Virginia), beyond the free tier"),
);

/** US dollars. */
const perRequest = 0.000_000_2;
const perGbSecond = 0.0000166667;

/** A run of a function, one that failed too. */
export interface FunctionRun {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly memoryMb: number;
  readonly durationMs: number;
}

/** Puts a run of a function on the bill. */
export function meterInvocation(run: FunctionRun, context: Pick<Context, "clock" | "state" | "region">): void {
  const { region } = context;
  const gbSeconds = (run.memoryMb / 1024) * (Math.ceil(run.durationMs) / 1000);
  const line = { service: "AWS Lambda", operation: "Invoke", region, resourceArn: run.arn, tags: { ...run.tags } };
  const code = regionCode(region);
  append({ ...line, usageType: `${code}-Request`, quantity: 1, unit: "Requests", amountUsd: perRequest }, context);
  const time = { quantity: gbSeconds, unit: "Lambda-GB-Second", amountUsd: gbSeconds * perGbSecond } as const;
  append({ ...line, ...time, usageType: `${code}-Lambda-GB-Second` }, context);
}
