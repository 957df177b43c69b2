import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { LocalAws } from "../../../local-aws/local-aws";
import { offlineEnvironment } from "../../support/terraform";
import { newFolder } from "./run-local-aws";

interface Run {
  readonly exitCode: number | null;
  /** What it printed, unwrapped: one space for each run of white space. */
  readonly output: string;
}

/** A folder with a configuration, in which the real Terraform is pointed at a local AWS by its environment alone. */
export function terraformProject(aws: LocalAws, configuration: object) {
  const folder = newFolder();
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(configuration));
  return terraformIn(folder, aws);
}

/** The same in a folder that has its configuration. */
export function terraformIn(folder: string, { endpoint }: LocalAws) {
  return (...args: string[]): Promise<Run> =>
    new Promise((resolve, reject) => {
      const child = spawn("terraform", [...args, "-no-color"], { cwd: folder, env: environmentFor(endpoint) });
      const parts: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => parts.push(part));
      child.once("error", reject);
      child.once("close", (exitCode) => {
        resolve({
          exitCode,
          output: Buffer.concat(parts)
            .toString("utf8")
            .replace(/[\s│╷╵]+/g, " "),
        });
      });
    });
}

/** Nothing of the user's own AWS settings goes along. */
function environmentFor(endpoint: string): NodeJS.ProcessEnv {
  const foreign = /^(AWS_|TF_VAR_|HTTPS?_PROXY$)/i;
  return {
    ...Object.fromEntries(Object.entries(offlineEnvironment()).filter(([name]) => !foreign.test(name))),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "AKIALOCALAWS",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_REGION: "eu-west-2",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
