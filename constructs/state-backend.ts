import { S3Backend, type TerraformStack } from "cdktf";
import { requireSeparateStates } from "./separate-states";

/** Where the state of a stack lies. */
export interface StateBackendProps {
  /** Name of the S3 bucket that holds the state. */
  readonly bucket: string;
  /** Region of the bucket. */
  readonly region: string;
}

/** Key of a stack's state object. */
export const stateKey = (stackId: string): string => `${stackId}/terraform.tfstate`;

/**
 * Keeps a stack's state in S3, encrypted, locked by a lock file beside it.
 * @throws ChargebackInputError at synthesis, when another stack of the app has the same state
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 */
export function addStateBackend(stack: TerraformStack, props: StateBackendProps): void {
  const backend = new S3Backend(stack, { ...props, key: stateKey(stack.node.id), encrypt: true });
  // No typed property in cdktf 0.21.
  backend.addOverride("use_lockfile", true);
  requireSeparateStates(stack);
}
