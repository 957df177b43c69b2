import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as z from "zod/mini";
import type { StackNeeds } from "../live/preflight/preflight";
import type { Context } from "./context";
import { ProgramFailure } from "./failure";
import type { SynthesizedStack } from "./synth/synthesized-stack";
import type { Target } from "./targets";

export interface PreflightOptions {
  /** False by --no-preflight. @default true */
  preflight?: boolean;
}

/**
 * Asks AWS, before anything is planned, what would make an apply fail. Nothing is asked for a target that is not an account, with
 * --no-preflight, or with CHARGEBACK_PREFLIGHT=off.
 */
export async function runPreflight(
  context: Context,
  target: Target,
  stacks: readonly SynthesizedStack[],
  { preflight: wanted = true }: PreflightOptions,
): Promise<void> {
  if (target.name !== "aws" || !wanted || context.env.CHARGEBACK_PREFLIGHT === "off") return;
  const { openClients } = await import("../live/clients.js");
  const { preflight } = await import("../live/preflight/preflight.js");
  const found = await context.progress.step("Asking AWS whether it is ready", () =>
    Promise.all(
      stacks.map(async (stack) => {
        const env = await target.environment(context, stack);
        const region = stack.awsProviders[0]?.region;
        const clients = await openClients({ env, region, version: context.version, attempts: 2, timeoutMs: 5_000 });
        try {
          return await preflight(clients, needsOf(stack));
        } finally {
          clients.destroy();
        }
      }),
    ),
  );
  for (const note of new Set(found.flatMap(({ notes }) => notes))) context.progress.note(`Note: ${note}.`);
  const failures = [...new Set(found.flatMap(({ failures: each }) => each))];
  if (failures.length === 0) return;
  throw new ProgramFailure(
    [
      "AWS is not ready for this; nothing was planned:",
      ...failures.map((failure) => `- ${failure}.`),
      "To plan all the same: --no-preflight.",
    ].join("\n"),
  );
}

const rows = z.record(z.string(), z.looseObject({ model_source: z.optional(z.unknown()) }));
const copied = z.array(z.looseObject({ copy_from: z.string() }));
const resources = z.looseObject({
  resource: z.optional(
    z.looseObject({ aws_bedrock_inference_profile: z.optional(rows), aws_bedrockagent_agent: z.optional(rows) }),
  ),
});

/** What is written in the stack in so many words; an expression is for Terraform to know. */
function needsOf({ folder, awsProviders, s3Backend }: SynthesizedStack): StackNeeds {
  const parsed = resources.safeParse(JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")));
  const { aws_bedrock_inference_profile: profiles = {}, aws_bedrockagent_agent: agents = {} } =
    parsed.data?.resource ?? {};
  const sources = Object.values(profiles).flatMap(({ model_source: source }) => copied.safeParse(source).data ?? []);
  const models = sources.map(({ copy_from: from }) => from).filter((from) => !from.includes("${"));
  return {
    accountIds: awsProviders[0]?.allowedAccountIds ?? [],
    makesAgents: Object.keys(agents).length > 0,
    models: [...new Set(models)],
    stateBucket: s3Backend && { bucket: s3Backend.bucket, region: s3Backend.region },
  };
}
