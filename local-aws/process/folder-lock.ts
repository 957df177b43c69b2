import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "../store/write-atomically";

/** A process that holds a folder. */
export interface Holder {
  readonly pid: number;
  readonly id: string;
}

const nobody: Holder = { pid: 0, id: "" };

/**
 * Takes a folder for this process: `lock.7` says who has it, and the highest number counts. A holder that was killed
 * leaves its file, so the next one takes the next number: a link to a finished file, which only one can make. Numbers
 * never begin anew, since one that was taken from a list of yesterday would then count again.
 * @returns how to give the folder back; undefined when another process has it
 */
export async function lockFolder(
  folder: string,
  holder: Holder,
  isHeldBy: (other: Holder) => Promise<boolean>,
): Promise<(() => void) | undefined> {
  const newest = newestIn(folder);
  if (newest > 0 && (await isHeldBy(holderOf(fileOf(folder, newest))))) return undefined;
  const mine = fileOf(folder, newest + 1);
  if (!linkNew(mine, holder)) return undefined;
  if (newestIn(folder) > newest + 1) {
    rmSync(mine);
    return undefined;
  }
  for (const number of numbersIn(folder)) if (number <= newest) rmSync(fileOf(folder, number), { force: true });
  return () => {
    writeAtomically(mine, JSON.stringify(nobody));
  };
}

const fileOf = (folder: string, number: number): string => path.join(folder, `lock.${number}`);

const numbersIn = (folder: string): number[] =>
  readdirSync(folder).flatMap((name) => (/^lock\.\d+$/.test(name) ? [Number(name.slice("lock.".length))] : []));

const newestIn = (folder: string): number => Math.max(0, ...numbersIn(folder));

/** One that is gone by now gave way to a newer one, which will not let this process in. */
function holderOf(file: string): Holder {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return nobody;
  }
}

function linkNew(file: string, holder: Holder): boolean {
  const finished = `${file}.${holder.id}`;
  writeFileSync(finished, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(finished, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(finished);
  }
}
