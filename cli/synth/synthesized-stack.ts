import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as z from "zod";
import { ProgramFailure } from "../failure";

const providerBlock = z.looseObject({
  alias: z.string().optional(),
  allowed_account_ids: z.array(z.unknown()).optional(),
});

const cdkTfJson = z.looseObject({
  "//": z
    .looseObject({
      chargeback: z.looseObject({ role: z.string(), bucket: z.string().optional() }).optional(),
    })
    .optional(),
  provider: z.looseObject({ aws: z.union([providerBlock, z.array(providerBlock)]).optional() }).optional(),
  terraform: z.looseObject({ required_providers: z.record(z.string(), z.unknown()).optional() }).optional(),
});

/** A stack as the app wrote it: `cdk.tf.json` and what stands beside it. Read only. */
export interface SynthesizedStack {
  name: string;
  /** Folder of cdk.tf.json. */
  folder: string;
  /** Construct paths of the stacks this one needs first. */
  dependencies: readonly string[];
  constructPath: string;
  awsProviders: readonly { alias: string | undefined; allowedAccountIds: readonly string[] }[];
  requiredProviders: Readonly<Record<string, unknown>>;
  /** Set in the stack that `chargeback bootstrap` applies. */
  stateBucket: { bucket: string } | undefined;
}

/** Reads one stack's folder. */
export function readSynthesizedStack(
  folder: string,
  name = path.basename(folder),
  constructPath = name,
  dependencies: readonly string[] = [],
): SynthesizedStack {
  const file = path.join(folder, "cdk.tf.json");
  let parsed;
  try {
    parsed = cdkTfJson.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new ProgramFailure(`The app left no usable ${file}. ${reason}`);
  }
  const aws = parsed.provider?.aws ?? [];
  const role = parsed["//"]?.chargeback;
  return {
    name,
    folder,
    constructPath,
    dependencies,
    awsProviders: (Array.isArray(aws) ? aws : [aws]).map((provider) => ({
      alias: provider.alias,
      allowedAccountIds: (provider.allowed_account_ids ?? []).map(String),
    })),
    requiredProviders: parsed.terraform?.required_providers ?? {},
    stateBucket: role?.role === "state-bucket" ? { bucket: role.bucket ?? "the state bucket" } : undefined,
  };
}
