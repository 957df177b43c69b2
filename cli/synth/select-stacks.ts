import { UsageFailure } from "../failure";
import type { SynthesizedStack } from "./synthesized-stack";

/** The stacks named on the command line, or all of them; what others depend on comes first. */
export function selectStacks(stacks: readonly SynthesizedStack[], names: readonly string[]): SynthesizedStack[] {
  if (stacks.length === 0) throw new UsageFailure("The app made no stack. Does it add a TerraformStack to its App?");
  const known = stacks.map((stack) => stack.name).join(", ");
  for (const name of names) {
    if (!stacks.some((stack) => stack.name === name)) {
      throw new UsageFailure(`The app has no stack "${name}". It has: ${known}.`);
    }
  }
  const wanted = names.length === 0 ? stacks : stacks.filter((stack) => names.includes(stack.name));
  return inDependencyOrder(wanted);
}

function inDependencyOrder(stacks: readonly SynthesizedStack[]): SynthesizedStack[] {
  const ordered: SynthesizedStack[] = [];
  const visit = (stack: SynthesizedStack): void => {
    if (ordered.includes(stack)) return;
    for (const needed of stacks.filter((other) => stack.dependencies.includes(other.constructPath))) visit(needed);
    ordered.push(stack);
  };
  stacks.forEach(visit);
  return ordered;
}
