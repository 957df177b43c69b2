import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Slice } from "../slice";
import { type Blobs, fileBlobs } from "./blobs";
import { writeAtomically } from "./write-atomically";

/** The whole state: slices as JSON files of a folder, bytes in `blobs/`. */
export interface Store {
  readonly state: <T>(slice: Slice<T>) => T;
  readonly blobs: Blobs;
  /** Writes what has changed before long; many changes make one write. */
  readonly touch: () => void;
  /** Writes what has changed now. */
  readonly flush: () => void;
}

interface Opened {
  readonly value: unknown;
  /** The text in the file, to write only what has changed. */
  written: string;
}

/** Opens the state in a folder, which is made where it is not there. */
export function openStore(folder: string, delayMs = 200): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const opened = new Map<string, Opened>();
  let pending: NodeJS.Timeout | undefined;
  const files = fileBlobs(path.join(folder, "blobs"));
  let removed: string[] = [];
  const fileOf = (name: string) => path.join(folder, `${name}.json`);

  const flush = () => {
    clearTimeout(pending);
    pending = undefined;
    for (const [name, entry] of opened) {
      const text = JSON.stringify(entry.value);
      if (text === entry.written) continue;
      writeAtomically(fileOf(name), text);
      entry.written = text;
    }
    // Bytes go only when no file speaks of them any more: a kill in between must not leave a state without its bytes.
    for (const name of removed) files.remove(name);
    removed = [];
  };
  return {
    blobs: { ...files, remove: (name) => removed.push(name) },
    flush,
    touch: () => {
      pending ??= setTimeout(flush, delayMs).unref();
    },
    state: <T>({ name, initial }: Slice<T>): T => {
      const entry = opened.get(name) ?? open(fileOf(name), initial);
      opened.set(name, entry);
      return entry.value as T;
    },
  };
}

function open(file: string, initial: () => unknown): Opened {
  if (!existsSync(file)) return { value: initial(), written: "" };
  const written = readFileSync(file, "utf8");
  try {
    return { value: JSON.parse(written), written };
  } catch {
    throw new Error(`The state in ${file} is not JSON. Remove the file, or the folder to start anew.`);
  }
}
