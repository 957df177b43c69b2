import type { Context } from "./context";
import type { SynthesizedStack } from "./synth/synthesized-stack";
import { terraformFailure } from "./terraform/explain";
import { runTerraform, type Workspace } from "./terraform/run-terraform";
import { hasLocalState, layOverride, removeLocalState } from "./terraform/work-folder";

/** Override that keeps the state in the work folder until there is a bucket for it. */
export const localState = { terraform: { backend: { local: { path: "terraform.tfstate" } } } };

/**
 * How far an earlier bootstrap came.
 * - local: no bucket yet, or its state has not been moved: apply with local state and move it
 * - bucket: the state is in the bucket, and the workspace is initialized with it
 * - unmanaged: there is a bucket, and no state that knows it
 */
export type StatePlace = "local" | "bucket" | "unmanaged";

/** Finds out where the state of the bucket's own stack is. */
export async function stateIn(context: Context, workspace: Workspace, stack: SynthesizedStack): Promise<StatePlace> {
  // Interrupted between apply and move: the local state is the only one that knows the bucket.
  if (hasLocalState(workspace.folder)) return "local";
  const init = await context.progress.step("Looking for the state bucket", () =>
    runTerraform(workspace, ["init", "-input=false", "-no-color", "-reconfigure"]),
  );
  if (init.exitCode !== 0) {
    if (/S3 bucket "?[^"\s]*"? does not exist|NoSuchBucket/.test(init.output)) return "local";
    throw terraformFailure(init, stack.name);
  }
  return (await hasResources(workspace, stack)) ? "bucket" : "unmanaged";
}

/** Moves the local state into the bucket. The local copy goes only after the bucket has answered with the state. */
export async function moveState(context: Context, workspace: Workspace, stack: SynthesizedStack): Promise<void> {
  layOverride(workspace.folder, undefined);
  const moved = await context.progress.step("Moving the state into the bucket", () =>
    runTerraform(workspace, ["init", "-input=false", "-no-color", "-migrate-state", "-force-copy"]),
  );
  if (moved.exitCode !== 0) throw terraformFailure(moved, stack.name);
  if (!(await hasResources(workspace, stack))) throw terraformFailure(moved, stack.name);
  removeLocalState(workspace.folder);
}

/** Whether the state that the workspace is initialized with knows any resource. */
async function hasResources(workspace: Workspace, stack: SynthesizedStack): Promise<boolean> {
  const list = await runTerraform(workspace, ["state", "list"]);
  if (list.exitCode === 0) return list.stdout.trim() !== "";
  if (/No state file was found/i.test(list.output)) return false;
  throw terraformFailure(list, stack.name);
}
