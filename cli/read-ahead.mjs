import { Buffer } from "node:buffer";
import { closeSync, openSync, read, statSync } from "node:fs";

/** What one call can read. */
const largest = 2 ** 31 - 1;

/**
 * Begins to read the plan that `check` is given first, while the code that judges it is loaded: of a large plan both take long.
 * @returns the file and, when it is read, its bytes. Undefined for all that is not simply a file, and for what goes wrong: that
 * is read when its turn comes, by who can say what it is.
 */
export function readAhead([, , command, file]) {
  if (command !== "check" || file === undefined || file.startsWith("-")) return undefined;
  try {
    // Not by its descriptor: opening a pipe and leaving it would end whoever writes to it.
    const status = statSync(file);
    if (!status.isFile() || status.size === 0 || status.size > largest) return undefined;
    return { file, memory: readWhole(openSync(file, "r"), status.size) };
  } catch {
    return undefined;
  }
}

function readWhole(descriptor, size) {
  // Of the kinds of memory that JavaScript has, one that can shrink is the one that can be given back.
  const memory = new ArrayBuffer(size, { maxByteLength: size });
  return new Promise((resolve) => {
    read(descriptor, Buffer.from(memory), 0, size, 0, (error, length) => {
      closeSync(descriptor);
      resolve(error === null && length === size ? memory : undefined);
    });
  });
}
