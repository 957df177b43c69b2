import * as z from "zod/mini";
import type { Context } from "./context";

const clockJson = z.object({ now: z.string() });

/** What time it is where is asked: the local AWS goes by a clock of its own. */
export async function liveNow(context: Context, target: string): Promise<Date> {
  if (target !== "local") return new Date();
  const { requireRunning } = await import("./local/instance.js");
  const { control } = await import("./local/control.js");
  const { now } = clockJson.parse(await control(await requireRunning(context), "GET", "clock"));
  return new Date(now);
}
