import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { initialize, openWorkspace } from "../open-workspace";
import { planStack, type GatedPlan } from "../plan-stack";
import { prepareRun, type RunOptions } from "../prepare-run";
import { printReports, type ReportFormat } from "../print-report";

export interface PlanOptions extends RunOptions {
  format: ReportFormat;
}

/** `chargeback plan`: synthesizes, plans and gates; changes nothing. */
export async function plan(context: Context, names: readonly string[], options: PlanOptions): Promise<ExitCode> {
  const { target, terraform, synthesis, stacks } = await prepareRun(context, names, options);
  const plans: GatedPlan[] = [];
  for (const stack of stacks) {
    const workspace = openWorkspace(context, terraform, target, stack);
    await initialize(context, workspace, stack);
    plans.push(await planStack(context, synthesis, { stack, workspace, target }));
  }
  printReports(context, plans, options.format);
  // A refusal by the app blocks the whole app, also when the stacks at fault were not selected.
  const blocked = synthesis.findings.length > 0 || plans.some((each) => each.blocked);
  return blocked ? exitCodes.blocked : exitCodes.clean;
}
