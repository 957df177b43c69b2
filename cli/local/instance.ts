import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as z from "zod/mini";
import type { Context } from "../context";
import { UsageFailure } from "../failure";
import { localFolder } from "./folder";
import { readStatus } from "./status";

const instanceJson = z.object({
  id: z.string(),
  endpoint: z.string().check(z.regex(/^http:\/\/127\.0\.0\.1:\d+$/)),
  pid: z.int(),
  accountId: z.string(),
});

/** A local AWS that runs, as its folder tells it. */
export type Instance = z.infer<typeof instanceJson>;

/** What `instance.json` in the folder says; whether that process still runs is another question. */
export function readInstance(folder: string): Instance | undefined {
  try {
    const read = instanceJson.safeParse(JSON.parse(readFileSync(path.join(folder, "instance.json"), "utf8")));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** The local AWS of the folder, when it answers and is the one that the folder names. */
export async function runningIn(folder: string): Promise<Instance | undefined> {
  const instance = readInstance(folder);
  if (instance === undefined) return undefined;
  try {
    return (await readStatus(instance)).id === instance.id ? instance : undefined;
  } catch {
    return undefined;
  }
}

/** The local AWS of this project. Throws a UsageFailure when none runs. */
export async function requireRunning(context: Context): Promise<Instance> {
  const folder = localFolder(context);
  const instance = await runningIn(folder);
  if (instance !== undefined) return instance;
  throw new UsageFailure(`No local AWS runs for ${folder}. Start it: ${context.invocation} local start`);
}
