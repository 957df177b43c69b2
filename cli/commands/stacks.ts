import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";
import { selectStacks } from "../synth/select-stacks";
import { synthesize } from "../synth/synthesize";

export interface StacksOptions {
  app?: string;
  json?: boolean;
}

/** `chargeback stacks`: what the app makes, in the order in which it can be applied. Terraform is not asked. */
export async function listStacks(context: Context, options: StacksOptions): Promise<ExitCode> {
  const { stacks, findings } = await synthesize(context, { app: options.app });
  const ordered = selectStacks(stacks, []);
  const nameOf = new Map(ordered.map(({ constructPath, name }) => [constructPath, name]));
  const listed = ordered.map(({ name, dependencies }) => ({
    name,
    dependsOn: dependencies.map((path) => nameOf.get(path) ?? path),
  }));
  // On one line: a CI puts it into a variable and makes a matrix of it.
  context.report(
    options.json === true ? `${JSON.stringify(listed)}\n` : listed.map(({ name }) => `${name}\n`).join(""),
  );
  for (const { message, remedy } of findings) context.progress.note(`${message} ${remedy}`);
  return findings.length > 0 ? exitCodes.blocked : exitCodes.clean;
}
