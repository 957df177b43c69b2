import type { Context } from "./context";
import { Interrupted } from "./failure";
import type { GatedPlan } from "./plan-stack";
import type { ChangeOptions } from "./prepare-run";
import { ask } from "./prompt";
import { listChanges } from "./terraform/plan-changes";

/** Shows what the plan changes and waits for a yes. `expected` is the answer that counts as one. */
export async function confirmPlan(
  context: Context,
  plan: GatedPlan,
  options: ChangeOptions,
  expected = "yes",
): Promise<void> {
  context.progress.note(`${plan.stack.name} will change:\n${listChanges(plan.changes.resources)}`);
  if (options.autoApprove === true) return;
  const answer = await ask(`Go on with this plan? Only "${expected}" does: `);
  if (answer !== expected)
    throw new Interrupted(`The answer was not "${expected}": nothing of ${plan.stack.name} was changed.`);
}
