import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as z from "zod/mini";
import { ProgramFailure } from "../failure";

const addresses = z.record(z.string(), z.unknown());

const providerBlock = z.looseObject({
  alias: z.optional(z.string()),
  region: z.optional(z.string()),
  allowed_account_ids: z.optional(z.array(z.unknown())),
  endpoints: z.optional(z.union([addresses, z.array(addresses)])),
});

const backendBlock = z.looseObject({
  bucket: z.optional(z.string()),
  region: z.optional(z.string()),
  endpoint: z.optional(z.unknown()),
  endpoints: z.optional(addresses),
});

const cdkTfJson = z.looseObject({
  "//": z.optional(
    z.looseObject({
      chargeback: z.optional(z.looseObject({ role: z.string(), bucket: z.optional(z.string()) })),
    }),
  ),
  provider: z.optional(z.looseObject({ aws: z.optional(z.union([providerBlock, z.array(providerBlock)])) })),
  terraform: z.optional(
    z.looseObject({
      required_providers: z.optional(z.record(z.string(), z.unknown())),
      backend: z.optional(z.looseObject({ s3: z.optional(backendBlock) })),
    }),
  ),
});

export interface AwsProvider {
  alias: string | undefined;
  /** As written; an expression is none that could be used. */
  region: string | undefined;
  allowedAccountIds: readonly string[];
  /** Where it is told to call AWS's services, as written. */
  endpoints: readonly string[];
}

/** A stack as the app wrote it: `cdk.tf.json` and what stands beside it. Read only. */
export interface SynthesizedStack {
  name: string;
  /** Folder of cdk.tf.json. */
  folder: string;
  /** Construct paths of the stacks this one needs first. */
  dependencies: readonly string[];
  constructPath: string;
  awsProviders: readonly AwsProvider[];
  requiredProviders: Readonly<Record<string, unknown>>;
  /** Set in the stack that `chargeback bootstrap` applies. */
  stateBucket: { bucket: string } | undefined;
  /** Where its state is kept, when that is S3. */
  s3Backend: { bucket: string; region: string | undefined; endpoints: readonly string[] } | undefined;
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
      region: provider.region?.includes("${") === true ? undefined : provider.region,
      allowedAccountIds: (provider.allowed_account_ids ?? []).map(String),
      endpoints: [provider.endpoints ?? []].flat().flatMap(valuesOf),
    })),
    requiredProviders: terraform?.required_providers ?? {},
    stateBucket: role?.role === "state-bucket" ? { bucket: role.bucket ?? "the state bucket" } : undefined,
    s3Backend: s3BackendOf(terraform?.backend?.s3),
  };
}

function s3BackendOf(block: z.infer<typeof backendBlock> | undefined): SynthesizedStack["s3Backend"] {
  if (block?.bucket === undefined) return undefined;
  const { bucket, region, endpoint, endpoints = {} } = block;
  return { bucket, region, endpoints: valuesOf({ endpoint, ...endpoints }) };
}

/** What is written there; an expression counts as its text. */
const valuesOf = (members: Record<string, unknown>): string[] =>
  Object.values(members).flatMap((value) => (typeof value === "string" && value !== "" ? [value] : []));

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw unusable(file, String(error));
  }
}

const unusable = (file: string, reason: string): ProgramFailure =>
  new ProgramFailure(`The app left no usable ${file}. ${reason}`);
