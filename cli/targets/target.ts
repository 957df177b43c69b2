import type { Context } from "../context";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/**
 * Where a stack is planned. The synthesized artifact is the same for every target: a target changes Terraform's
 * environment and lays one override file beside the copy of the stack.
 */
export interface Target {
  readonly name: "offline" | "aws" | "local";
  /** One line for `--help`. */
  readonly summary: string;
  /** Whether there is anything behind this target that a plan could be applied to. */
  readonly applies: boolean;
  /** Whether the bucket of the state is made without `chargeback bootstrap`. */
  readonly makesStateBucket: boolean;
  /** The environment Terraform runs in, made from the user's; what is behind the target is ready when it is there. */
  environment(context: Context, stack: SynthesizedStack): NodeJS.ProcessEnv | Promise<NodeJS.ProcessEnv>;
  /** Content of the override file; undefined when the stack needs none. */
  override(stack: SynthesizedStack): object | undefined;
  /** Throws a UsageFailure when this stack cannot be planned for this target. */
  preflight(stack: SynthesizedStack): void;
  /** Says what can be done with what has been applied. @default - nothing is said */
  applied?(context: Context): Promise<void>;
}
