import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { searchProviderFolders } from "../../../cli/terraform/provider-folders";

const AWS_PROVIDER = "registry.terraform.io/hashicorp/aws";

/** What makes a synthesized stack plan without an account; laid beside it, never into it. */
const offline = {
  terraform: { backend: { local: { path: "terraform.tfstate" } } },
  provider: {
    aws: [
      {
        access_key: "offline",
        secret_key: "offline",
        allowed_account_ids: [],
        skip_credentials_validation: true,
        skip_metadata_api_check: "true",
        skip_requesting_account_id: true,
      },
    ],
  },
};

export interface Planned {
  readonly exitCode: number | null;
  /** Everything Terraform printed, unwrapped: one space for each run of white space. */
  readonly output: string;
  readonly plan: {
    readonly errored?: boolean;
    readonly resource_changes: readonly { readonly type: string; readonly address: string; readonly change: Change }[];
  };
}
interface Change {
  readonly actions: readonly string[];
  readonly after: Record<string, unknown> | null;
}

/** Runs Terraform's own `init`, `plan` and `show` on a copy of a synthesized stack. */
export function planOffline(stackFolder: string): Planned {
  const folder = mkdtempSync(path.join(tmpdir(), "plan-"));
  cpSync(stackFolder, folder, { recursive: true });
  writeFileSync(path.join(folder, "offline_override.tf.json"), JSON.stringify(offline));
  const { PATH, GOGC } = process.env;
  const env = { PATH, GOGC, HOME: folder, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
  const terraform = (...args: string[]) =>
    spawnSync("terraform", args, { cwd: folder, env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  const onDisk = searchProviderFolders(homedir(), platform).find(({ providers }) => AWS_PROVIDER in providers);
  const init = terraform("init", "-input=false", "-no-color", ...(onDisk ? [`-plugin-dir=${onDisk.path}`] : []));
  if (init.status !== 0) throw new Error(`terraform init failed:\n${init.stdout}${init.stderr}`);
  const run = terraform("plan", "-input=false", "-no-color", "-out=plan.tfplan");
  const show = terraform("show", "-json", "plan.tfplan");
  return {
    exitCode: run.status,
    output: `${run.stdout}${run.stderr}`.replace(/[\s│╷╵]+/g, " "),
    plan: JSON.parse(show.stdout) as Planned["plan"],
  };
}
