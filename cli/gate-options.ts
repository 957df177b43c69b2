import { writeFileSync, renameSync, mkdirSync } from "node:fs";
import * as path from "node:path";
import type { FormatRequest, GateInput, Judged, RenderOptions, SecondEngine } from "../policies";
import { findSettings, formats, parseFormats, readSettings, rules } from "../policies";
import type { Context } from "./context";
import { UsageFailure } from "./failure";
import { appendStepSummary } from "./step-summary";

/** Options of every command that asks the gate. Not every command has those about Checkov. */
export interface GateOptions {
  format?: string[];
  settings?: string;
  allowEmpty?: boolean;
  require?: string[];
  /** Whether Checkov is asked: never, where it is installed, or else there is no verdict. */
  checkov?: "off" | "auto" | "required";
  checkovStrict?: boolean;
  checkovBuiltin?: boolean;
}

/** What the options mean, read before any work is done: a misspelt one costs no plan. */
export interface GateRequest {
  readonly formats: readonly FormatRequest[];
  readonly input: Pick<GateInput, "settings" | "allowEmpty" | "require" | "secondEngine">;
}

export async function readGateOptions(context: Context, options: GateOptions): Promise<GateRequest> {
  const about = { ruleIds: rules.map(({ id }) => id), now: new Date() };
  const settings =
    options.settings === undefined
      ? await findSettings(context.cwd, about)
      : await readSettings(options.settings, about);
  const formats = parseFormats(options.format ?? []);
  const secondEngine = await readCheckovOptions(context, options);
  return {
    formats,
    input: { settings, allowEmpty: options.allowEmpty ?? false, require: options.require ?? [], secondEngine },
  };
}

async function readCheckovOptions(
  context: Context,
  { checkov = "off", checkovStrict = false, checkovBuiltin = false }: GateOptions,
): Promise<SecondEngine | undefined> {
  if (checkov !== "off") {
    const { checkovEngine } = await import("./checkov.js");
    return checkovEngine(context, { mode: checkov, strict: checkovStrict, builtin: checkovBuiltin });
  }
  const [without] = [checkovStrict && "--checkov-strict", checkovBuiltin && "--checkov-builtin"].filter(Boolean);
  if (without === undefined) return undefined;
  throw new UsageFailure(
    `${String(without)} says how Checkov is asked, and it is not: add --checkov auto or --checkov required.`,
  );
}

/**
 * Writes every report that was asked for, to stdout or, whole or not at all, to its file.
 * @param rulesTold rules that may stand in them. @default the gate's own
 */
export async function writeReports(
  context: Context,
  requests: readonly FormatRequest[],
  judged: readonly Judged[],
  rulesTold?: RenderOptions["rules"],
): Promise<void> {
  for (const { format, path: file } of requests) {
    const render = await formats[format]();
    const colour = file === undefined && context.colour;
    const about = { version: context.version, folder: repositoryFolder(context), rules: rulesTold };
    const text = render(judged, { ...about, colour });
    if (file === undefined) context.report(text);
    else writeWhole(path.resolve(context.cwd, file), text);
  }
  if (requests.some(({ format }) => format === "github")) await appendStepSummary(context, judged);
}

/** Where the project is in the repository that GitHub or GitLab has checked out. */
function repositoryFolder({ cwd, env }: Context): string | undefined {
  const root = env.GITHUB_WORKSPACE ?? env.CI_PROJECT_DIR;
  const folder = root === undefined ? "" : path.relative(root, cwd);
  return folder.startsWith("..") || path.isAbsolute(folder) ? undefined : folder;
}

/** The file has the whole text or, where writing fails, what it had. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
