import { renameSync, writeFileSync } from "node:fs";

/** Writes beside the file and renames: who reads it sees the old text or the new one. Readable by its owner alone. */
export function writeAtomically(file: string, text: string): void {
  const beside = `${file}.new`;
  writeFileSync(beside, text, { mode: 0o600 });
  renameSync(beside, file);
}
