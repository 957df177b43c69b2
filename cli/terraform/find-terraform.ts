import { realpathSync } from "node:fs";
import * as path from "node:path";
import { ProgramFailure } from "../failure";
import { findProgram } from "../find-program";
import type { Session } from "../session";
import { installing, openTofu, terraformProduct, type Product } from "./product";
import { runTerraform, type Workspace } from "./run-terraform";
import { atLeast, parseTerraformVersion } from "./version";

/** The Terraform, or OpenTofu, that is run. */
export interface Terraform {
  product: Product;
  binary: string;
  version: string;
  /** As provider folders spell it, e.g. linux_amd64. */
  platform: string;
}

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
    if (name === "terraform") break;
    const wanted = /tofu/i.test(path.basename(name)) ? openTofu : terraformProduct;
    throw new ProgramFailure(`${settingOf(name, env)} names "${name}", which is not a program. ${installing(wanted)}`);
  }
  throw new ProgramFailure(`Terraform was not found on PATH. ${install} (for OpenTofu set TERRAFORM_BINARY_NAME=tofu)`);
}

/** Finds Terraform or OpenTofu, and refuses one that is too old. */
export async function requireTerraform(session: Session, env: NodeJS.ProcessEnv): Promise<Terraform> {
  const binary = findTerraform(env);
  const here = { binary, folder: process.cwd(), env, session };
  const run = await runTerraform(here, ["version", "-json"]);
  const found = run.exitCode === 0 ? parseTerraformVersion(run.stdout) : undefined;
  if (found === undefined) {
    throw new ProgramFailure(`${binary} does not answer "version" as Terraform does. ${install}`, run.output);
  }
  const product = found.saysOutdated ? terraformProduct : await askProduct(here);
  const { version, platform } = found;
  if (atLeast(version, product.minimum)) return { product, binary, version, platform };
  throw new ProgramFailure(`${binary} is ${product.name} ${version}, which is too old. ${installing(product)}`);
}

/** Only the answer for people names the product. */
async function askProduct(here: Workspace): Promise<Product> {
  const { stdout } = await runTerraform(here, ["version"]);
  return stdout.startsWith(openTofu.name) ? openTofu : terraformProduct;
}

const install = installing(terraformProduct);

const settingOf = (name: string, env: NodeJS.ProcessEnv): string =>
  name === env.CHARGEBACK_TERRAFORM ? "CHARGEBACK_TERRAFORM" : "TERRAFORM_BINARY_NAME";

const isOurWrapper = (file: string): boolean => /^chargeback-terraform\b/.test(path.basename(realpathSync(file)));
