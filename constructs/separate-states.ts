import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { ChargebackInputError } from "./input-error";

const checkedApps = new WeakSet<IConstruct>();

/**
 * Lets no two stacks of the app keep their state in the same S3 object: each would plan to destroy what the other has made.
 * Stacks of one id can stand in different scopes, and a stack may have a backend of its own, so the rendered ones are compared.
 * @throws ChargebackInputError at synthesis
 */
export function requireSeparateStates(stack: TerraformStack): void {
  const { root } = stack.node;
  if (checkedApps.has(root)) return;
  checkedApps.add(root);
  root.node.addValidation({
    validate: () => {
      checkStates(root.node.findAll().filter((node) => TerraformStack.isStack(node)));
      return [];
    },
  });
}

function checkStates(stacks: readonly TerraformStack[]): void {
  const owners = new Map<string, string>();
  for (const stack of stacks) {
    const state = stateOf(stack);
    if (state === undefined) continue;
    const { path } = stack.node;
    const owner = owners.get(state);
    if (owner !== undefined)
      throw new ChargebackInputError({
        where: path,
        expected: `a state that no other stack of the app has (${owner} keeps its own there)`,
        received: state,
        remedy: `Give ${path} or ${owner} another id: the key of its state is made from it.`,
      });
    owners.set(state, path);
  }
}

/** `s3://BUCKET/KEY`. Bucket names are unique across Regions and accounts. */
function stateOf(stack: TerraformStack): string | undefined {
  const { terraform } = stack.toTerraform() as { terraform?: { backend?: { s3?: { bucket?: string; key?: string } } } };
  const s3 = terraform?.backend?.s3;
  return s3?.bucket === undefined || s3.key === undefined ? undefined : `s3://${s3.bucket}/${s3.key}`;
}
