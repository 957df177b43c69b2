import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";

export interface RulesOptions {
  format: "text" | "json";
}

/** `chargeback rules`: every rule with its level and its question. */
export async function listRules(context: Context, { format }: RulesOptions): Promise<ExitCode> {
  const explaining = await import("../../policies/explain/index.js");
  context.report(explaining.listRules(explaining.explainedRules, format));
  return exitCodes.clean;
}
