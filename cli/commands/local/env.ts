import * as os from "node:os";
import type { Context } from "../../context";
import { exitCodes, type ExitCode } from "../../exit-codes";
import { clientEnvironment } from "../../local/client-environment";
import { requireRunning } from "../../local/instance";
import { usualRegion } from "../../local/usual-region";

export interface EnvOptions {
  json?: boolean;
}

/** What else AWS's tools would take from the user's own settings. */
const others = ["AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE"];

/** `chargeback local env`: what a shell has to set for the SDKs, the AWS CLI and Terraform to speak to it. */
export async function env(context: Context, { json = false }: EnvOptions): Promise<ExitCode> {
  const region = usualRegion(context);
  const variables: Readonly<Record<string, string>> = {
    ...clientEnvironment(await requireRunning(context), context.env),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: os.devNull,
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    AWS_EC2_METADATA_DISABLED: "true",
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`);
  context.report(json ? `${JSON.stringify(variables)}\n` : `${[...lines, `unset ${others.join(" ")}`].join("\n")}\n`);
  return exitCodes.clean;
}

/** For a shell: nothing within single quotes means anything to it. */
const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;
