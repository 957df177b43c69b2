import { configDirOf, gate, readPlan, renderText } from "../../policies";
import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import type { ReportFormat } from "../print-report";

export interface CheckOptions {
  config?: string;
  format: ReportFormat;
}

/** `chargeback check`: the gate alone, on any plan in the form of `terraform show -json`. */
export async function check(context: Context, file: string, options: CheckOptions): Promise<ExitCode> {
  const plan = await readPlan(file);
  const configDir = options.config ?? (await configDirOf(file));
  const outcome = await gate({ plan, ...(configDir === undefined ? {} : { configDir }) });
  const text =
    options.format === "json"
      ? JSON.stringify(outcome.report, undefined, 2)
      : renderText(outcome, { colour: context.colour });
  context.report(`${text}\n`);
  return outcome.report.summary.blocked ? exitCodes.blocked : exitCodes.clean;
}
