import * as path from "node:path";
import { configDirOf, gate, readPlan, type Judged } from "../../policies";
import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { UsageFailure } from "../failure";
import { readGateOptions, writeReports, type GateOptions } from "../gate-options";
import { readSourcesBeside } from "../artefacts";

export interface CheckOptions extends GateOptions {
  config?: string;
}

/** `chargeback check`: the gate alone, on plans in the form of `terraform show -json`. Several plans get one report. */
export async function check(context: Context, files: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const plans = [...new Set(files)];
  if (plans.length > 1 && options.config !== undefined)
    throw new UsageFailure(
      "--config names the folder of one plan. Check the plans one by one, or keep each in the folder of its configuration.",
    );
  const request = await readGateOptions(context, options);
  const report = request.formats.find(({ format }) => format === "json")?.path;
  const names = plans.length > 1 ? namesOf(plans) : [];
  const judged: Judged[] = [];
  for (const [index, file] of plans.entries()) {
    const plan = readPlan(file, file === context.ahead?.file ? await context.ahead.memory : undefined);
    const configDir = options.config ?? configDirOf(file);
    const judge = (): ReturnType<typeof gate> =>
      gate({ plan, configDir, sources: readSourcesBeside(file), ...request.input });
    const slow = request.input.secondEngine !== undefined;
    const outcome = await (slow ? context.progress.step(`Checking ${file}, with Checkov`, judge) : judge());
    judged.push({ outcome, plan: file, report, stack: names[index] });
  }
  await writeReports(context, request.formats, judged);
  return judged.some(({ outcome }) => outcome.report.summary.blocked) ? exitCodes.blocked : exitCodes.clean;
}

/** `chargeback plan` leaves each stack's plan in a folder of its name; plans from elsewhere may need their whole path. */
function namesOf(plans: readonly string[]): readonly string[] {
  const folders = plans.map((file) => path.basename(path.dirname(path.resolve(file))));
  return new Set(folders).size === plans.length ? folders : plans;
}
