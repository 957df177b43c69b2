import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "../store/write-atomically";

/** A running local AWS as its folder shows it: `instance.json`, there from when it answers until its state is written. */
export interface Instance {
  readonly id: string;
  readonly endpoint: string;
  readonly port: number;
  readonly pid: number;
  readonly accountId: string;
  /** ISO */
  readonly started: string;
}

const fileIn = (folder: string): string => path.join(folder, "instance.json");

export function writeInstance(folder: string, instance: Instance): void {
  writeAtomically(fileIn(folder), `${JSON.stringify(instance, undefined, 2)}\n`);
}

export function readInstance(folder: string): Instance | undefined {
  try {
    return JSON.parse(readFileSync(fileIn(folder), "utf8")) as Instance;
  } catch {
    return undefined;
  }
}

export function removeInstance(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}
