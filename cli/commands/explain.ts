import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";

/** `chargeback explain`: one rule for a person. */
export async function explain(context: Context, rule: string): Promise<ExitCode> {
  const explaining = await import("../../policies/explain/index.js");
  context.report(explaining.explainRule(explaining.findRule(rule)));
  return exitCodes.clean;
}
