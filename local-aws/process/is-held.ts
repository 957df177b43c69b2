import { setTimeout as sleep } from "node:timers/promises";
import { controlHeader } from "../control/guard";
import type { Holder } from "./folder-lock";
import { type Instance, readInstance } from "./instance";

/** How long a process may take from its lock to its first answer. */
const startMs = 20_000;
/** How long one may take to write its state after its last answer. */
const endMs = 5_000;

/**
 * Whether that process has the folder still. Its number alone proves nothing: it may be another program's by now. One
 * that answers has it; one that is starting or ending is waited for.
 */
export async function isHeldBy({ pid, id }: Holder, folder: string): Promise<boolean> {
  const began = performance.now();
  while (isAlive(pid)) {
    const instance = readInstance(folder);
    const isListed = instance?.id === id;
    if (isListed && (await listens(instance))) return true;
    if (performance.now() - began > (isListed ? endMs : startMs)) return false;
    await sleep(100);
  }
  return false;
}

/** One that takes the connection and says nothing is there, stopped by a debugger perhaps. */
async function listens({ endpoint, id }: Instance): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(2_000);
    const answer = await fetch(`${endpoint}/_chargeback/status`, { headers: { [controlHeader]: "1" }, signal });
    const status = (await answer.json()) as { id?: string };
    return status.id === id;
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError";
  }
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
