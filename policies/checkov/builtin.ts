import type { RuleResult } from "../evaluate";
import type { Rule } from "../rule";
import type { EngineAnswer } from "../second-engine";
import { mirroredChecks } from "./checks";

/** Every check that Checkov brings along, as one rule: what it says is shown, and never blocks. */
export const checkovBuiltin: Rule = {
  id: "checkov-builtin",
  level: "advisory",
  question: "Do Checkov's built-in checks pass?",
  rationale: "They are about security and good practice in general, and not about the bill.",
  source: "https://www.checkov.io/5.Policy%20Index/terraform.html",
  examine: () => [],
};

/** @param answer of a run with Checkov's own checks */
export function builtinResult({ engine, records }: EngineAnswer): RuleResult {
  const own = new Set(mirroredChecks.map(({ id }) => id));
  const findings = records
    .filter(({ check }) => !own.has(check))
    .map(({ check, name, address, verdict }) => ({
      verdict,
      level: checkovBuiltin.level,
      address,
      message: `${check}: ${name}`,
      evidence: [`${engine}: ${check} ${verdict === "pass" ? "passes" : "fails"} it`],
      ...(verdict === "pass" ? {} : { remedy: `see ${check} in ${checkovBuiltin.source}` }),
    }));
  return { rule: checkovBuiltin, examined: findings.length, findings, foreign: true };
}
