import path from "node:path";
import { UnusableInputError } from "../unusable-input";

/** Every format by its name. */
export const formatNames = ["text", "json", "sarif", "junit", "github", "gitlab", "markdown"] as const;

/** A format that a report can have. */
export type FormatName = (typeof formatNames)[number];

/** One report that was asked for. */
export interface FormatRequest {
  readonly format: FormatName;
  /** File to write. @default standard output */
  readonly path?: string;
}

/**
 * Reads the values of `--format`, each FORMAT or FORMAT=PATH. Where all of them go to files, the text still goes to standard output.
 * @throws UnusableInputError
 */
export function parseFormats(values: readonly string[]): FormatRequest[] {
  const requests = values.map(parseFormat);
  const onStdout = requests.filter((request) => request.path === undefined);
  const names = requests.map(({ format }) => format);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UnusableInputError(`--format ${twice} is given twice`);
  if (onStdout.length > 1) {
    const [first, second] = onStdout.map(({ format }) => format);
    throw new UnusableInputError(
      `--format ${String(first)} and --format ${String(second)} both go to standard output; give one of them a file, as ${String(second)}=PATH`,
    );
  }
  refuseSharedFile(requests);
  return onStdout.length === 0 ? [{ format: "text" }, ...requests] : requests;
}

function parseFormat(value: string): FormatRequest {
  const [name = "", ...rest] = value.split("=");
  const format = formatNames.find((each) => each === name);
  if (format === undefined) {
    throw new UnusableInputError(
      `--format ${JSON.stringify(value)}: there is no such format; there are ${formatNames.join(", ")}, each alone or as FORMAT=PATH`,
    );
  }
  if (rest.length === 0) return { format };
  const file = rest.join("=");
  if (file.trim() === "") {
    throw new UnusableInputError(`--format ${JSON.stringify(value)}: no file is named after the =`);
  }
  return { format, path: file };
}

function refuseSharedFile(requests: readonly FormatRequest[]): void {
  const taken = new Map<string, FormatName>();
  for (const { format, path: file } of requests) {
    if (file === undefined) continue;
    const whole = path.resolve(file);
    const other = taken.get(whole);
    if (other !== undefined) {
      throw new UnusableInputError(`--format ${other} and --format ${format} both write ${JSON.stringify(file)}`);
    }
    taken.set(whole, format);
  }
}
