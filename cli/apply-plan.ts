import type { Context } from "./context";
import { terraformFailure } from "./terraform/explain";
import { digestOf } from "./artefacts";
import { changedPlan, type GatedPlan } from "./plan-stack";
import { called, runTerraform, type TerraformRun } from "./terraform/run-terraform";

/** Applies exactly the plan that the gate let through, and says line by line what Terraform does. */
export async function runApply(context: Context, plan: GatedPlan): Promise<TerraformRun> {
  if (plan.blocked) throw new Error(`The plan of ${plan.stack.name} is blocked and cannot be applied.`);
  if ((await digestOf(plan.planFile)) !== plan.digest) throw changedPlan(plan.planFile);
  return context.progress.step(`${called(plan.workspace, "apply")} (plan ${plan.digest.slice(0, 12)})`, () =>
    runTerraform(plan.workspace, ["apply", "-input=false", "-no-color", plan.planFile], (line) => {
      if (
        /: (Creating|Destroying|Modifying|Creation complete|Destruction complete|Modifications complete)/.test(line)
      ) {
        context.progress.note(`  ${line}`);
      }
    }),
  );
}

/** Applies, and throws Terraform's own message when that fails. */
export async function applyPlan(context: Context, plan: GatedPlan): Promise<void> {
  const run = await runApply(context, plan);
  if (run.exitCode !== 0) throw terraformFailure(run, plan.stack.name);
}
