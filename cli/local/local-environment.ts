import type { Context } from "../context";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { scrubbedEnvironment } from "../targets/scrubbed-environment";
import { clientEnvironment } from "./client-environment";
import { localAwsFor } from "./local-aws-for";
import { makeStateBucket } from "./make-state-bucket";

/** The environment in which Terraform deploys a stack to the local AWS, which runs and has the bucket of its state. */
export async function localEnvironment(context: Context, stack: SynthesizedStack): Promise<NodeJS.ProcessEnv> {
  const instance = await localAwsFor(context, stack);
  // The stack that makes the bucket finds out by itself whether it is there.
  if (stack.s3Backend !== undefined && stack.stateBucket === undefined)
    await makeStateBucket(instance, stack.s3Backend);
  return { ...scrubbedEnvironment(context.env), ...clientEnvironment(instance, context.env) };
}
