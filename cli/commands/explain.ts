import type { Context } from "../context";
import { exitCodes, type ExitCode } from "../exit-codes";

/** `chargeback explain`: one rule for a person, of the gate or of the audit. */
export async function explain(context: Context, rule: string): Promise<ExitCode> {
  const explaining = await import("../../policies/explain/index.js");
  const { profileIsUsedAsTold } = await import("../../live/audit/profile-is-used.js");
  const rules = [...explaining.explainedRules, profileIsUsedAsTold];
  context.report(explaining.explainRule(explaining.findRule(rule, rules)));
  return exitCodes.clean;
}
