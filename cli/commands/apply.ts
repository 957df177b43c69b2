import { setTimeout as sleep } from "node:timers/promises";
import { applyPlan, runApply } from "../apply-plan";
import { confirmPlan } from "../confirm-plan";
import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { initialize, openWorkspace } from "../open-workspace";
import { judgedOf, planStack, type GatedPlan } from "../plan-stack";
import { runPreflight } from "../preflight";
import { prepareRun, requireApproval, type ChangeOptions } from "../prepare-run";
import { readGateOptions, writeReports } from "../gate-options";
import { isPropagationFailure, terraformFailure } from "../terraform/explain";

/** IAM usually takes some seconds to spread a new role; CHARGEBACK_IAM_WAIT_SECONDS sets another wait. */
const usualWaitSeconds = 15;

/** `chargeback apply`: plans, gates, asks, and applies that very plan; stack after stack. */
export async function apply(context: Context, names: readonly string[], options: ChangeOptions): Promise<ExitCode> {
  requireApproval(options);
  const request = await readGateOptions(context, options);
  const { target, terraform, synthesis, stacks } = await prepareRun(context, names, options);
  await runPreflight(context, target, stacks, options);
  for (const stack of stacks) {
    const workspace = await openWorkspace(context, terraform, target, stack);
    await initialize(context, workspace, stack);
    const planAndGate = async (): Promise<GatedPlan> => {
      const gated = await planStack(context, synthesis, { stack, workspace, target, gate: request.input });
      await writeReports(context, request.formats, [judgedOf(gated)]);
      return gated;
    };
    const applied = await applyGated(context, planAndGate, synthesis.findings.length > 0, options);
    if (!applied) {
      context.progress.note(`${stack.name} is blocked: nothing more was applied.`);
      return exitCodes.blocked;
    }
  }
  await target.applied?.(context);
  return exitCodes.clean;
}

/** Plans and applies; once more when IAM was not ready. False when the gate, or the app itself, blocked it. */
async function applyGated(
  context: Context,
  planAndGate: () => Promise<GatedPlan>,
  refused: boolean,
  options: ChangeOptions,
): Promise<boolean> {
  const first = await planAndGate();
  if (first.blocked || refused) return false;
  if (!first.changes.applyable) {
    context.progress.note(`${first.stack.name}: nothing to change.`);
    return true;
  }
  await confirmPlan(context, first, options);
  const run = await runApply(context, first);
  if (run.exitCode === 0) return true;
  if (!isPropagationFailure(run.output)) throw terraformFailure(run, first.stack.name);

  context.progress.note(
    `${run.output.trim()}\n\nIAM had not spread the new role yet: planning and applying once more.`,
  );
  await context.progress.step("Waiting for IAM", () => sleep(waitSeconds(context.env) * 1000));
  const second = await planAndGate();
  if (second.blocked) return false;
  // What was approved stays approved; only a change that was not in the first plan needs another yes.
  const approved = new Set(first.changes.resources.map(({ action, address }) => `${action} ${address}`));
  const isNew = second.changes.resources.some(({ action, address }) => !approved.has(`${action} ${address}`));
  if (isNew) await confirmPlan(context, second, options);
  await applyPlan(context, second);
  return true;
}

function waitSeconds(env: NodeJS.ProcessEnv): number {
  const text = env.CHARGEBACK_IAM_WAIT_SECONDS ?? "";
  return /^\d{1,4}$/.test(text) ? Number(text) : usualWaitSeconds;
}
