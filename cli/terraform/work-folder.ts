import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { targetOverrideFile } from "../../policies";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { readSynthesizedStack } from "../synth/synthesized-stack";

/** What Terraform keeps for itself between two runs. State is here only while `bootstrap` has not moved it. */
const isTerraforms = (name: string): boolean =>
  name === ".terraform" || name === ".terraform.lock.hcl" || name.startsWith("terraform.tfstate");

/** Working files that cdktf or a person may have left in the synthesized folder; none of them is configuration. */
const isLeftover = (name: string): boolean => isTerraforms(name) || name === "plan" || name.endsWith(".tfplan");

/**
 * Makes the folder Terraform runs in: a fresh copy of the stack, the target's override beside it. What Terraform has
 * installed there before is kept, as long as the stack asks for the same providers.
 */
export function prepareWorkFolder(stack: SynthesizedStack, folder: string, override: object | undefined): void {
  const sameProviders = asksForSameProviders(stack, folder);
  // Private: a local state and variables of the plan may hold secrets.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const keep = name.startsWith("terraform.tfstate") || (isTerraforms(name) && sameProviders);
    if (!keep) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  for (const name of readdirSync(stack.folder).filter((each) => !isLeftover(each))) {
    cpSync(path.join(stack.folder, name), path.join(folder, name), { recursive: true, dereference: true });
  }
  layOverride(folder, override);
}

/** Writes the override file, or takes it away. */
export function layOverride(folder: string, override: object | undefined): void {
  const file = path.join(folder, targetOverrideFile);
  if (override === undefined) rmSync(file, { force: true });
  else writeFileSync(file, `${JSON.stringify(override, undefined, 2)}\n`, { mode: 0o600 });
}

/** A lock file of other providers would make `init` refuse; without an earlier run there is nothing to compare. */
function asksForSameProviders(stack: SynthesizedStack, folder: string): boolean {
  if (!existsSync(path.join(folder, "cdk.tf.json"))) return false;
  try {
    return isDeepStrictEqual(readSynthesizedStack(folder).requiredProviders, stack.requiredProviders);
  } catch {
    return false;
  }
}

/** Whether the folder's local state holds any resource. */
export function hasLocalState(folder: string): boolean {
  const file = path.join(folder, "terraform.tfstate");
  if (!existsSync(file)) return false;
  const text = readFileSync(file, "utf8").trim();
  if (text === "") return false;
  const state = JSON.parse(text) as { resources?: unknown[] };
  return (state.resources?.length ?? 0) > 0;
}

/** Removes the local state and its backup. Call it only when the state is known to be elsewhere. */
export function removeLocalState(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.startsWith("terraform.tfstate"))) {
    rmSync(path.join(folder, name), { force: true });
  }
}
