import { removeOldRuns } from "./artefacts";
import type { Context } from "./context";
import { UsageFailure } from "./failure";
import type { GateOptions } from "./gate-options";
import type { PreflightOptions } from "./preflight";
import { canAsk } from "./prompt";
import { selectStacks } from "./synth/select-stacks";
import { synthesize, type Synthesis } from "./synth/synthesize";
import type { SynthesizedStack } from "./synth/synthesized-stack";
import { targetNamed, type Target } from "./targets";
import { requireTerraform, type Terraform } from "./terraform/find-terraform";

/** Options of every command that plans. */
export interface RunOptions extends PreflightOptions {
  target: string;
  app?: string;
}

/** Options of every command that changes something. */
export interface ChangeOptions extends RunOptions, GateOptions {
  autoApprove?: boolean;
}

/** Everything that has to stand before the first stack is planned. */
export interface PreparedRun {
  target: Target;
  terraform: Terraform;
  synthesis: Synthesis;
  /** In the order in which they depend on each other. */
  stacks: SynthesizedStack[];
}

/** Forgets the last run, then checks Terraform, makes the stacks and selects the ones asked for. */
export async function prepareRun(
  context: Context,
  names: readonly string[],
  options: RunOptions,
): Promise<PreparedRun> {
  const target = targetNamed(options.target);
  removeOldRuns(context.cwd, names);
  const terraform = await requireTerraform(context.session, context.env);
  const synthesis = await synthesize(context, { app: options.app });
  const stacks = selectStacks(synthesis.stacks, names);
  for (const stack of stacks) target.preflight(stack);
  return { target, terraform, synthesis, stacks };
}

/** Refuses what cannot end in a change before any time is spent on planning it. */
export function requireApproval(options: ChangeOptions): void {
  const target = targetNamed(options.target);
  if (!target.applies) throw new UsageFailure(`The target ${target.name} has nothing to change: it only plans.`);
  if (options.autoApprove === true || canAsk()) return;
  throw new UsageFailure("There is no terminal to ask for a yes on. Add --auto-approve, or run this in a terminal.");
}
