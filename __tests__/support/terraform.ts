import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { arch, homedir, platform, tmpdir } from "node:os";
import path from "node:path";
import { searchProviderFolders } from "../../cli/terraform/provider-folders";

const osArch = `${platform()}_${arch() === "x64" ? "amd64" : arch()}`;

let environment: NodeJS.ProcessEnv | undefined;

/** An environment in which the real Terraform takes providers from a folder on disk, where there is one. */
export function offlineEnvironment(): NodeJS.ProcessEnv {
  environment ??= makeEnvironment();
  return environment;
}

function makeEnvironment(): NodeJS.ProcessEnv {
  const [folder] = searchProviderFolders(homedir(), osArch);
  const env: NodeJS.ProcessEnv = { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
  delete env["TF_CLI_CONFIG_FILE"];
  if (folder === undefined) return env;
  const file = path.join(mkdtempSync(path.join(tmpdir(), "chargeback-terraform-")), "terraform.rc");
  writeFileSync(
    file,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(folder.path)}\n  }\n}\n`,
  );
  return { ...env, TF_CLI_CONFIG_FILE: file };
}

/** Runs the real Terraform in a folder and gives what it printed on stdout. */
export function terraform(cwd: string, ...args: string[]): string {
  return execFileSync("terraform", args, { cwd, env: offlineEnvironment(), encoding: "utf8", maxBuffer: 2 ** 28 });
}

/** The JSON of a plan, made in that folder. A `terraform.tfstate` there is what stands; nobody is asked whether it still does. */
export function planJson(cwd: string): string {
  terraform(cwd, "init", "-input=false");
  const standing = existsSync(path.join(cwd, "terraform.tfstate")) ? ["-refresh=false"] : [];
  terraform(cwd, "plan", "-input=false", "-out=test.tfplan", ...standing);
  return terraform(cwd, "show", "-json", "test.tfplan");
}
