import { realpathSync } from "node:fs";
import * as path from "node:path";
import { ProgramFailure } from "../failure";
import { findProgram } from "../find-program";
import type { Session } from "../session";
import { runTerraform } from "./run-terraform";
import { atLeast, minimumTerraform, parseTerraformVersion } from "./version";

/** The Terraform that is run. */
export interface Terraform {
  binary: string;
  version: string;
  /** As provider folders spell it, e.g. linux_amd64. */
  platform: string;
}

const install = `Install Terraform ${minimumTerraform} or newer: https://developer.hashicorp.com/terraform/install`;

/**
 * Finds the real Terraform: CHARGEBACK_TERRAFORM, then TERRAFORM_BINARY_NAME as cdktf reads it, then `terraform`. The
 * wrapper that this package ships for TERRAFORM_BINARY_NAME is passed over: it would call itself.
 */
export function findTerraform(env: NodeJS.ProcessEnv): string {
  const named = [env.CHARGEBACK_TERRAFORM, env.TERRAFORM_BINARY_NAME].filter(
    (name) => name !== undefined && name !== "",
  );
  for (const name of [...named, "terraform"] as string[]) {
    const file = findProgram(name, env);
    if (file !== undefined && isOurWrapper(file)) continue;
    if (file !== undefined) return file;
    if (name !== "terraform")
      throw new ProgramFailure(`${settingOf(name, env)} names "${name}", which is not a program. ${install}`);
  }
  throw new ProgramFailure(`Terraform was not found on PATH. ${install}`);
}

/** Finds Terraform, and refuses one that is too old. */
export async function requireTerraform(session: Session, env: NodeJS.ProcessEnv): Promise<Terraform> {
  const binary = findTerraform(env);
  const run = await runTerraform({ binary, folder: process.cwd(), env, session }, ["version", "-json"]);
  const found = run.exitCode === 0 ? parseTerraformVersion(run.stdout) : undefined;
  if (found === undefined) {
    throw new ProgramFailure(`${binary} does not answer "version" as Terraform does. ${install}`, run.output);
  }
  if (!atLeast(found.version, minimumTerraform)) {
    throw new ProgramFailure(`${binary} is Terraform ${found.version}, which is too old. ${install}`);
  }
  return { binary, ...found };
}

const settingOf = (name: string, env: NodeJS.ProcessEnv): string =>
  name === env.CHARGEBACK_TERRAFORM ? "CHARGEBACK_TERRAFORM" : "TERRAFORM_BINARY_NAME";

const isOurWrapper = (file: string): boolean => /^chargeback-terraform\b/.test(path.basename(realpathSync(file)));
