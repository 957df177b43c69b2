import { constants, isAscii, isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import path from "node:path";
import { UnusableInputError } from "../unusable-input";

/** A plan as JSON, and what it is called. */
export interface PlanText {
  /** What `terraform show -json` printed. */
  readonly text: string;
  /** Where it came from, for messages. */
  readonly name: string;
}

const howToMake = "make it with: terraform show -json PLANFILE > plan.json";

/**
 * Reads a plan's JSON from disk. @throws UnusableInputError for a file that cannot be one, saying what it is instead.
 * @param ahead all bytes of the file, where somebody has read them already; they are given back. @default - it is read now
 */
export function readPlan(file: string, ahead?: ArrayBuffer): PlanText {
  const { bytes, release } = ahead === undefined ? readBytes(file) : fileBytes(ahead);
  try {
    return { text: textOf(bytes, file), name: file };
  } finally {
    release();
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function textOf(bytes: Buffer, file: string): string {
  if (bytes.length === 0) throw new UnusableInputError(`${file} is empty; ${howToMake}`);
  if (bytes.subarray(0, 2).toString("latin1") === "PK") {
    throw new UnusableInputError(`${file} is Terraform's binary plan file, not its JSON; ${howToMake}`);
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    const written = "is UTF-16, as Windows PowerShell writes with >";
    throw new UnusableInputError(
      `${file} ${written}; make it with: terraform show -json PLANFILE | Out-File -Encoding utf8 plan.json`,
    );
  }
  // The mark that some programs write before UTF-8, Windows PowerShell among them.
  if (bytes.subarray(0, 3).equals(byteOrderMark)) return textOf(bytes.subarray(3), file);
  if (bytes.includes(0)) throw new UnusableInputError(`${file} is a binary file, not JSON; ${howToMake}`);
  return decode(bytes, file);
}

interface FileBytes {
  readonly bytes: Buffer;
  /** Gives the memory back at once: of a large plan the bytes would stand beside the text until the end. */
  readonly release: () => void;
}

const fileBytes = (memory: ArrayBuffer, length = memory.byteLength): FileBytes => ({
  bytes: Buffer.from(memory, 0, length),
  release: () => {
    if (memory.resizable) memory.resize(0);
  },
});

function readBytes(file: string): FileBytes {
  try {
    return readOpened(openSync(file, "r"));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UnusableInputError(`${file} ${reasons[code] ?? `cannot be read: ${code}`}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: `does not exist; ${howToMake}`,
  EISDIR: "is a folder; name the plan's JSON file in it",
  EACCES: "cannot be read: permission denied",
  ERR_FS_FILE_TOO_LARGE: "is larger than 2 GiB, more than can be read",
};

function readOpened(descriptor: number): FileBytes {
  try {
    const status = fstatSync(descriptor);
    // A pipe tells no size, and a folder and what is too large are refused in reading.
    if (!status.isFile() || status.size === 0 || status.size > largestFile)
      return { bytes: readFileSync(descriptor), release: () => undefined };
    // Of the kinds of memory that JavaScript has, one that can shrink is the one that can be given back.
    const memory = new ArrayBuffer(status.size, { maxByteLength: status.size });
    const bytes = Buffer.from(memory);
    let length = 0;
    let read: number;
    do {
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
      length += read;
    } while (read > 0);
    return fileBytes(memory, length);
  } finally {
    closeSync(descriptor);
  }
}

/** What readFileSync takes. */
const largestFile = 2 ** 31 - 1;

function decode(bytes: Buffer, file: string): string {
  // Plans are ASCII but for what people wrote, and that is decoded in half the time.
  if (isAscii(bytes) && bytes.length <= constants.MAX_STRING_LENGTH) return bytes.toString("latin1");
  if (!isUtf8(bytes)) throw new UnusableInputError(`${file} is not UTF-8 text; ${howToMake}`);
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    throw new UnusableInputError(`${file} is longer than one string can hold (about 512 MiB); split the stack`);
  }
  return bytes.toString("utf8");
}

/** The configuration folder that goes with a plan when none is named: the plan's own folder, if it holds Terraform files. */
export function configDirOf(planFile: string): string | undefined {
  const folder = path.dirname(planFile);
  return namesIn(folder).some((name) => name.endsWith(".tf") || name.endsWith(".tf.json")) ? folder : undefined;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
