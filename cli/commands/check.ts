import { configDirOf, gate, readPlan } from "../../policies";
import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { readGateOptions, writeReports, type GateOptions } from "../gate-options";
import { readSourcesBeside } from "../artefacts";

export interface CheckOptions extends GateOptions {
  config?: string;
}

/** `chargeback check`: the gate alone, on any plan in the form of `terraform show -json`. */
export async function check(context: Context, file: string, options: CheckOptions): Promise<ExitCode> {
  const request = await readGateOptions(context, options);
  const plan = readPlan(file);
  const configDir = options.config ?? (await configDirOf(file));
  const judge = (): ReturnType<typeof gate> =>
    gate({ plan, configDir, sources: readSourcesBeside(file), ...request.input });
  const slow = request.input.secondEngine !== undefined;
  const outcome = await (slow ? context.progress.step("Checking the plan, with Checkov", judge) : judge());
  const report = request.formats.find(({ format }) => format === "json")?.path;
  await writeReports(context, request.formats, [{ outcome, plan: file, report }]);
  return outcome.report.summary.blocked ? exitCodes.blocked : exitCodes.clean;
}
