import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { judgedOf } from "../plan-stack";
import { planStacks } from "../plan-stacks";
import { runPreflight } from "../preflight";
import { prepareRun, type RunOptions } from "../prepare-run";
import { readGateOptions, writeReports, type GateOptions } from "../gate-options";

export interface PlanOptions extends RunOptions, GateOptions {
  parallel: number;
}

/** `chargeback plan`: synthesizes, plans and gates; changes nothing. Several stacks get one report. */
export async function plan(context: Context, names: readonly string[], options: PlanOptions): Promise<ExitCode> {
  const request = await readGateOptions(context, options);
  const run = await prepareRun(context, names, options);
  await runPreflight(context, run.target, run.stacks, options);
  const plans = await planStacks(context, run, { gate: request.input, parallel: options.parallel });
  await writeReports(context, request.formats, plans.map(judgedOf));
  // A refusal by the app blocks the whole app, also when the stacks at fault were not selected.
  const blocked = run.synthesis.findings.length > 0 || plans.some((each) => each.blocked);
  return blocked ? exitCodes.blocked : exitCodes.clean;
}
