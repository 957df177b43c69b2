import { existsSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { UsageFailure } from "./failure";

/** Refuses a file that is there, before any work is done for it. */
export function requireFree(file: string, force: boolean): void {
  if (!force && existsSync(file)) throw taken(file);
}

/** Writes a file whole or not at all; over another one only with `force`. */
export function writeNewFile(file: string, text: string, force: boolean): void {
  const temporary = `${file}.${process.pid}.tmp`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(temporary, text);
  try {
    if (force) renameSync(temporary, file);
    // A link, unlike a rename, fails where somebody else has written the file meanwhile.
    else linkSync(temporary, file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw taken(file);
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

const taken = (file: string): UsageFailure =>
  new UsageFailure(`${file} is there already. Choose another file by --out, or write over it with --force.`);
