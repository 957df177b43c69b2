import type { Context } from "./context";
import type { GateRequest } from "./gate-options";
import { inParallel, oneAtATime } from "./in-parallel";
import { initialize, openWorkspace } from "./open-workspace";
import { planStack, type GatedPlan } from "./plan-stack";
import type { PreparedRun } from "./prepare-run";
import { stackProgress } from "./stack-progress";

/** Plans and gates the stacks of a run, some at a time; the results stand in the stacks' order. */
export async function planStacks(
  context: Context,
  { target, terraform, synthesis, stacks }: PreparedRun,
  options: { gate: GateRequest["input"]; parallel: number },
): Promise<GatedPlan[]> {
  // Terraform's plugin cache must not be written by two of its runs at a time.
  const alone = oneAtATime();
  const planOne = async (own: Context, stack: PreparedRun["stacks"][number]): Promise<GatedPlan> => {
    const workspace = await openWorkspace(own, terraform, target, stack);
    await alone(() => initialize(own, workspace, stack));
    return planStack(own, synthesis, { stack, workspace, target, gate: options.gate });
  };
  const [only, ...others] = stacks;
  if (only !== undefined && others.length === 0) return [await planOne(context, only)];
  const { progress } = context;
  const atATime = Math.min(options.parallel, stacks.length);
  return progress.step(`Planning ${stacks.length} stacks, ${atATime} at a time`, () =>
    inParallel(stacks, atATime, (stack) =>
      planOne({ ...context, progress: stackProgress(progress, stack.name) }, stack),
    ),
  );
}
