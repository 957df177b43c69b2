import { writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import type { Context } from "../cli/context";
import { ProgramFailure } from "../cli/failure";
import { clientEnvironment } from "../cli/local/client-environment";
import { runProgram } from "../cli/run-program";
import { scrubbedEnvironment } from "../cli/targets/scrubbed-environment";
import { writeCliConfiguration } from "../cli/terraform/cli-configuration";
import type { Terraform } from "../cli/terraform/find-terraform";
import { runTerraform } from "../cli/terraform/run-terraform";
import type { LocalAws } from "../local-aws/local-aws";
import type { Configuration } from "./states";

type Known = Pick<Context, "env" | "session">;

/** A rule's refusal, as `chargeback check` reports it. */
export interface Refusal {
  readonly rule: string;
  readonly message: string;
}

const commandLine = path.join(__dirname, "..", "cli", "chargeback.mjs");

/** The real Terraform in the folder of a stack, pointed at a local AWS by its environment alone. */
export function terraformFor({ env: user, session }: Known, terraform: Terraform, folder: string, aws: LocalAws) {
  const scrubbed = { ...scrubbedEnvironment(user), ...clientEnvironment(aws, user) };
  const file = writeCliConfiguration(session, scrubbed, user.HOME ?? homedir(), terraform, { aws: {} });
  const env = file === undefined ? scrubbed : { ...scrubbed, TF_CLI_CONFIG_FILE: file };
  const run = async (...args: [string, ...string[]]): Promise<string> => {
    const ended = await runTerraform({ binary: terraform.binary, folder, env, session }, args);
    if (ended.exitCode !== 0) throw new ProgramFailure(`terraform ${args[0]} failed.`, ended.output);
    return ended.stdout;
  };
  return {
    init: () => run("init", "-input=false", "-no-color"),

    /** Plans a configuration. @returns the file of the plan's JSON */
    plan: async (name: string, configuration: Configuration): Promise<string> => {
      writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(configuration));
      // Nobody else changes this account: what the last apply left is what stands.
      await run("plan", "-input=false", "-no-color", "-refresh=false", `-out=${name}.tfplan`);
      const json = path.join(folder, `${name}.json`);
      writeFileSync(json, await run("show", "-json", `${name}.tfplan`));
      return json;
    },

    /** Applies what was planned under that name. */
    apply: (name: string) => run("apply", "-input=false", "-no-color", `${name}.tfplan`),

    /** `chargeback check`: what the gate has against a plan; nothing where it passes. */
    check: async (planFile: string): Promise<readonly Refusal[]> => {
      const args = [commandLine, "check", planFile, "--config", folder, "--format", "json"];
      const ended = await runProgram(session, process.execPath, args, { cwd: folder, env: scrubbedEnvironment(user) });
      if (ended.exitCode !== 0 && ended.exitCode !== 1)
        throw new ProgramFailure("chargeback check failed.", ended.output);
      const report = JSON.parse(ended.stdout) as Report;
      const refusals = report.verdicts.filter(({ level, verdict }) => level !== "advisory" && blocks.has(verdict));
      if (report.summary.blocked !== refusals.length > 0)
        throw new Error(`The gate refused ${planFile} for another reason: ${JSON.stringify(report.errors)}`);
      return refusals.map(({ rule, message }) => ({ rule, message }));
    },
  };
}

const blocks = new Set(["fail", "undetermined"]);

interface Report {
  readonly summary: { readonly blocked: boolean };
  readonly errors: readonly object[];
  readonly verdicts: readonly (Refusal & { readonly level: string; readonly verdict: string })[];
}
