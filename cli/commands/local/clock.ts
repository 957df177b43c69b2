import * as z from "zod/mini";
import type { Context } from "../../context";
import { exitCodes, type ExitCode } from "../../exit-codes";
import { UsageFailure } from "../../failure";
import { control } from "../../local/control";
import { requireRunning } from "../../local/instance";

const clockJson = z.object({ now: z.string() });

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `chargeback local clock`: its time. */
export async function showClock(context: Context): Promise<ExitCode> {
  const { now } = clockJson.parse(await control(await requireRunning(context), "GET", "clock"));
  context.report(`${now}\n`);
  return exitCodes.clean;
}

/** `chargeback local clock advance 48h`: moves its time, for ever; days pass for budgets, tags and passing states. */
export async function advanceClock(context: Context, duration: string): Promise<ExitCode> {
  const milliseconds = readDuration(duration);
  const { now } = clockJson.parse(await control(await requireRunning(context), "POST", "clock", { milliseconds }));
  context.report(`${now}\n`);
  return exitCodes.clean;
}

function readDuration(text: string): number {
  const [, number = "", unit = ""] = /^(\d{1,5})([smhd])$/.exec(text) ?? [];
  const milliseconds = Number(number) * (unitMs[unit] ?? 0);
  if (milliseconds > 0) return milliseconds;
  throw new UsageFailure(
    `"${text}" is no time to advance by. Say how many seconds, minutes, hours or days: 90s, 30m, 48h, 3d.`,
  );
}
