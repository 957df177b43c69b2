import { constants, isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
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

/** Reads a plan's JSON from disk. @throws UnusableInputError for a file that cannot be one, saying what it is instead. */
export function readPlan(file: string): PlanText {
  const bytes = readBytes(file);
  if (bytes.length === 0) throw new UnusableInputError(`${file} is empty; ${howToMake}`);
  if (bytes.subarray(0, 2).toString("latin1") === "PK") {
    throw new UnusableInputError(`${file} is Terraform's binary plan file, not its JSON; ${howToMake}`);
  }
  if (bytes.includes(0)) throw new UnusableInputError(`${file} is a binary file, not JSON; ${howToMake}`);
  return { text: decode(bytes, file), name: file };
}

function readBytes(file: string): Buffer {
  try {
    // In one go: a promise reads a large file in many small pieces.
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw new UnusableInputError(`${file} does not exist; ${howToMake}`);
    if (code === "EISDIR") throw new UnusableInputError(`${file} is a folder; name the plan's JSON file in it`);
    if (code === "EACCES") throw new UnusableInputError(`${file} cannot be read: permission denied`);
    if (code === "ERR_FS_FILE_TOO_LARGE")
      throw new UnusableInputError(`${file} is larger than 2 GiB, more than can be read`);
    throw new UnusableInputError(`${file} cannot be read: ${code ?? String(error)}`);
  }
}

function decode(bytes: Buffer, file: string): string {
  if (!isUtf8(bytes)) throw new UnusableInputError(`${file} is not UTF-8 text; ${howToMake}`);
  if (bytes.length > constants.MAX_STRING_LENGTH) {
    throw new UnusableInputError(`${file} is longer than one string can hold (about 512 MiB); split the stack`);
  }
  return bytes.toString("utf8");
}

/** The configuration folder that goes with a plan when none is named: the plan's own folder, if it holds Terraform files. */
export async function configDirOf(planFile: string): Promise<string | undefined> {
  const folder = path.dirname(planFile);
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => name.endsWith(".tf") || name.endsWith(".tf.json")) ? folder : undefined;
}
