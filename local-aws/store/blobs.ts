import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Bytes by a name that is given out once: they are written and removed, never changed. */
export interface Blobs {
  readonly write: (bytes: Uint8Array) => string;
  readonly read: (name: string) => Buffer;
  readonly remove: (name: string) => void;
}

/** Blobs as files of a folder. */
export function fileBlobs(folder: string): Blobs {
  mkdirSync(folder, { recursive: true });
  const fileOf = (name: string) => path.join(folder, path.basename(name));
  return {
    write: (bytes) => {
      const name = randomUUID();
      writeFileSync(fileOf(name), bytes);
      return name;
    },
    read: (name) => readFileSync(fileOf(name)),
    remove: (name) => {
      rmSync(fileOf(name), { force: true });
    },
  };
}
