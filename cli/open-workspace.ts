import * as os from "node:os";
import { stackFolder } from "./artefacts";
import type { Context } from "./context";
import type { SynthesizedStack } from "./synth/synthesized-stack";
import type { Target } from "./targets";
import { writeCliConfiguration } from "./terraform/cli-configuration";
import type { Terraform } from "./terraform/find-terraform";
import { terraformFailure } from "./terraform/explain";
import { called, runTerraform, type Workspace } from "./terraform/run-terraform";
import { prepareWorkFolder } from "./terraform/work-folder";
import * as path from "node:path";

/** Makes the stack's work folder for this target, not initialized yet. */
export async function openWorkspace(
  context: Context,
  terraform: Terraform,
  target: Target,
  stack: SynthesizedStack,
  override = target.override(stack),
): Promise<Workspace> {
  const folder = path.join(stackFolder(context.cwd, stack.name), target.name);
  prepareWorkFolder(stack, folder, override);
  const env = await target.environment(context, stack);
  const home = context.env.HOME ?? os.homedir();
  const configuration = writeCliConfiguration(context.session, env, home, terraform, stack.requiredProviders);
  return {
    binary: terraform.binary,
    folder,
    env: configuration === undefined ? env : { ...env, TF_CLI_CONFIG_FILE: configuration },
    session: context.session,
    unlock: (lockId) => `${context.invocation} unlock ${stack.name} ${lockId} --target ${target.name}`,
  };
}

/** Runs `terraform init`. The folder is a copy, so a backend it was used with before is simply forgotten. */
export async function initialize(context: Context, workspace: Workspace, stack: SynthesizedStack): Promise<void> {
  const args = ["init", "-input=false", "-no-color", "-reconfigure"] as const;
  const run = await context.progress.step(called(workspace, "init"), () => runTerraform(workspace, args));
  if (run.exitCode !== 0) throw terraformFailure(run, stack.name);
}
