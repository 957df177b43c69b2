import { applyPlan } from "../apply-plan";
import { describeLostAttribution } from "../lost-attribution";
import { confirmPlan } from "../confirm-plan";
import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { ProgramFailure } from "../failure";
import { initialize, openWorkspace } from "../open-workspace";
import { judgedOf, planStack, type GatedPlan } from "../plan-stack";
import { prepareRun, requireApproval, type ChangeOptions } from "../prepare-run";
import { readGateOptions, writeReports } from "../gate-options";

/** `chargeback destroy`: takes a plan that only deletes, says which attribution goes with it, asks, applies it. */
export async function destroy(context: Context, names: readonly string[], options: ChangeOptions): Promise<ExitCode> {
  requireApproval(options);
  const request = await readGateOptions(context, options);
  const { target, terraform, synthesis, stacks } = await prepareRun(context, names, options);
  // What others depend on goes last.
  for (const stack of stacks.reverse()) {
    const workspace = await openWorkspace(context, terraform, target, stack);
    await initialize(context, workspace, stack);
    const gated = await planStack(context, synthesis, { stack, workspace, target, gate: request.input, destroy: true });
    refuseOtherThanDelete(gated);
    await writeReports(context, request.formats, [judgedOf(gated)]);
    if (gated.blocked) return exitCodes.blocked;
    if (!gated.changes.applyable) {
      context.progress.note(`${stack.name}: nothing to destroy.`);
      continue;
    }
    context.progress.note(describeLostAttribution(gated.changes.resources));
    await confirmPlan(context, gated, options, stack.name);
    await applyPlan(context, gated);
  }
  return exitCodes.clean;
}

/** A plan made with -destroy deletes; anything else in it was not asked for. */
function refuseOtherThanDelete(plan: GatedPlan): void {
  const others = plan.changes.resources.filter((change) => change.action !== "delete");
  if (others.length === 0) return;
  const list = others.map(({ action, address }) => `${address} (${action})`).join(", ");
  throw new ProgramFailure(
    `The destroy plan of ${plan.stack.name} does more than delete: ${list}. Nothing was changed.`,
  );
}
