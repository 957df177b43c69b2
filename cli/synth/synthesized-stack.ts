import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as z from "zod/mini";
import { ProgramFailure } from "../failure";

const providerBlock = z.looseObject({
  alias: z.optional(z.string()),
  allowed_account_ids: z.optional(z.array(z.unknown())),
});

const cdkTfJson = z.looseObject({
  "//": z.optional(
    z.looseObject({
      chargeback: z.optional(z.looseObject({ role: z.string(), bucket: z.optional(z.string()) })),
    }),
  ),
  provider: z.optional(z.looseObject({ aws: z.optional(z.union([providerBlock, z.array(providerBlock)])) })),
  terraform: z.optional(z.looseObject({ required_providers: z.optional(z.record(z.string(), z.unknown())) })),
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
  const parsed = cdkTfJson.safeParse(readJson(file));
  if (!parsed.success) throw unusable(file, z.prettifyError(parsed.error));
  const { provider, terraform, ...marks } = parsed.data;
  const aws = provider?.aws ?? [];
  const role = marks["//"]?.chargeback;
  return {
    name,
    folder,
    constructPath,
    dependencies,
    awsProviders: (Array.isArray(aws) ? aws : [aws]).map((provider) => ({
      alias: provider.alias,
      allowedAccountIds: (provider.allowed_account_ids ?? []).map(String),
    })),
    requiredProviders: terraform?.required_providers ?? {},
    stateBucket: role?.role === "state-bucket" ? { bucket: role.bucket ?? "the state bucket" } : undefined,
  };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw unusable(file, String(error));
  }
}

const unusable = (file: string, reason: string): ProgramFailure =>
  new ProgramFailure(`The app left no usable ${file}. ${reason}`);
