import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { initialize, openWorkspace } from "../open-workspace";
import { judgedOf, planStack, type GatedPlan } from "../plan-stack";
import { prepareRun, type RunOptions } from "../prepare-run";
import { readGateOptions, writeReports, type GateOptions } from "../gate-options";

export type PlanOptions = RunOptions & GateOptions;

/** `chargeback plan`: synthesizes, plans and gates; changes nothing. */
export async function plan(context: Context, names: readonly string[], options: PlanOptions): Promise<ExitCode> {
  const request = await readGateOptions(context, options);
  const { target, terraform, synthesis, stacks } = await prepareRun(context, names, options);
  const plans: GatedPlan[] = [];
  for (const stack of stacks) {
    const workspace = openWorkspace(context, terraform, target, stack);
    await initialize(context, workspace, stack);
    plans.push(await planStack(context, synthesis, { stack, workspace, target, gate: request.input }));
  }
  await writeReports(context, request.formats, plans.map(judgedOf));
  // A refusal by the app blocks the whole app, also when the stacks at fault were not selected.
  const blocked = synthesis.findings.length > 0 || plans.some((each) => each.blocked);
  return blocked ? exitCodes.blocked : exitCodes.clean;
}
