import * as path from "node:path";
import type { VerifyReport } from "../live";
import { parseFormats } from "../policies";
import type { Context } from "./context";
import { UsageFailure } from "./failure";
import { writeWhole } from "./gate-options";

/** One report that was asked for. */
export interface VerifyFormat {
  readonly format: "text" | "json";
  /** File to write. @default standard output */
  readonly path?: string | undefined;
}

/** Reads `--format`, as the gate does. Throws a UsageFailure for a form that a verification does not have. */
export function readVerifyFormats(values: readonly string[]): VerifyFormat[] {
  return parseFormats(values).map(({ format, path: file }) => {
    if (format === "text" || format === "json") return { format, path: file };
    throw new UsageFailure(`--format ${format}: a verification is told as text or json, each alone or as FORMAT=PATH.`);
  });
}

/** Writes every report that was asked for. */
export async function writeVerifyReport(
  context: Context,
  formats: readonly VerifyFormat[],
  report: VerifyReport,
): Promise<void> {
  const { renderVerifyText } = await import("../live/index.js");
  for (const { format, path: file } of formats) {
    const colour = file === undefined && context.colour;
    const text = format === "json" ? `${JSON.stringify(report, undefined, 2)}\n` : renderVerifyText(report, { colour });
    if (file === undefined) context.report(text);
    else writeWhole(path.resolve(context.cwd, file), text);
  }
}
