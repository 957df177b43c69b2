import { applyPlan } from "../apply-plan";
import { removeOldRuns } from "../artefacts";
import { confirmPlan } from "../confirm-plan";
import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { ProgramFailure, UsageFailure } from "../failure";
import { initialize, openWorkspace } from "../open-workspace";
import { judgedOf, planStack } from "../plan-stack";
import { requireApproval, type ChangeOptions } from "../prepare-run";
import { readGateOptions, writeReports } from "../gate-options";
import { localState, moveState, stateIn } from "../state-bucket";
import { synthesize, type Synthesis } from "../synth/synthesize";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { targetNamed } from "../targets";
import { requireTerraform } from "../terraform/find-terraform";
import { layOverride } from "../terraform/work-folder";

/**
 * `chargeback bootstrap`: makes the bucket that keeps Terraform's state, and moves the state of that very stack into it.
 * It finds out by itself how far an earlier run came, so an interrupted one is taken up by running it again.
 */
export async function bootstrap(context: Context, options: ChangeOptions): Promise<ExitCode> {
  const target = targetNamed(options.target);
  if (target.applies) requireApproval(options);
  const request = await readGateOptions(context, options);
  const terraform = await requireTerraform(context.session, context.env);
  const synthesis = await synthesize(context, { app: options.app, bootstrap: true });
  const { stack, bucket } = stateBucketStack(synthesis);
  removeOldRuns(context.cwd, [stack.name]);
  target.preflight(stack);

  const workspace = await openWorkspace(context, terraform, target, stack);
  const where = target.applies ? await stateIn(context, workspace, stack) : "local";
  if (where === "unmanaged" && target.makesStateBucket) {
    context.progress.note(`The bucket ${bucket} is there: the target ${target.name} makes it when a stack needs it.`);
    return exitCodes.clean;
  }
  if (where === "unmanaged") {
    throw new UsageFailure(
      `The bucket ${bucket} exists, and no state says that this stack made it. If it is yours and meant for state, take ` +
        `it over in ${workspace.folder} with: terraform import ADDRESS_OF_THE_BUCKET ${bucket}. Otherwise choose another name.`,
    );
  }
  if (where === "local") {
    layOverride(workspace.folder, { ...target.override(stack), ...localState });
    await initialize(context, workspace, stack);
  }
  const gated = await planStack(context, synthesis, { stack, workspace, target, gate: request.input });
  await writeReports(context, request.formats, [judgedOf(gated)]);
  if (gated.blocked) return exitCodes.blocked;
  if (!target.applies) return exitCodes.clean;

  if (gated.changes.applyable) {
    await confirmPlan(context, gated, options);
    await applyPlan(context, gated);
  }
  if (where === "local") await moveState(context, workspace, stack);
  context.progress.note(`The bucket ${bucket} is ready and keeps its own state. Next: chargeback plan`);
  return exitCodes.clean;
}

function stateBucketStack(synthesis: Synthesis): { stack: SynthesizedStack; bucket: string } {
  for (const stack of synthesis.stacks) {
    if (stack.stateBucket !== undefined) return { stack, bucket: stack.stateBucket.bucket };
  }
  throw new ProgramFailure(
    'The app makes no state bucket: with CHARGEBACK_BOOTSTRAP=true it has to make a stack whose cdk.tf.json says { "//": ' +
      '{ "chargeback": { "role": "state-bucket", "bucket": NAME } } }.',
  );
}
