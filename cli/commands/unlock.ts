import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { Interrupted } from "../failure";
import { initialize, openWorkspace } from "../open-workspace";
import { prepareRun, requireApproval, type ChangeOptions } from "../prepare-run";
import { ask } from "../prompt";
import { terraformFailure } from "../terraform/explain";
import { called, runTerraform } from "../terraform/run-terraform";

/**
 * `chargeback unlock`: releases the lock that a dead run has left on a stack's state. Terraform refuses an id that is
 * not the lock's, so that the lock of another run, taken meanwhile, is not released by mistake.
 */
export async function unlock(
  context: Context,
  name: string,
  lockId: string,
  options: ChangeOptions,
): Promise<ExitCode> {
  requireApproval(options);
  const { target, terraform, stacks } = await prepareRun(context, [name], options);
  for (const stack of stacks) {
    const workspace = await openWorkspace(context, terraform, target, stack);
    await initialize(context, workspace, stack);
    if (options.autoApprove !== true) {
      const answer = await ask(`Is the run that holds the lock ${lockId} dead? Only "yes" releases it: `);
      if (answer !== "yes") throw new Interrupted(`The answer was not "yes": the lock on ${stack.name} stays.`);
    }
    const run = await context.progress.step(called(workspace, "force-unlock"), () =>
      runTerraform(workspace, ["force-unlock", "-force", lockId]),
    );
    if (run.exitCode !== 0) throw terraformFailure(run, stack.name);
    context.progress.note(`The lock on the state of ${stack.name} is released.`);
  }
  return exitCodes.clean;
}
