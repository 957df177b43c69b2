import type { Estate } from "./estate";
import type { Finding, Level, Rule, RuleContext } from "./rule";

/** A rule that throws has judged nothing; the gate has no verdict then, neither good nor bad. */
export class RuleFaultError extends Error {
  /** What tells it from other errors, also across two copies of this package. */
  override readonly name = "RuleFaultError";
  constructor(rule: string, cause: unknown) {
    super(`rule ${rule} failed on this input: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

export interface RuleResult {
  readonly rule: Rule;
  /** How many resource instances the rule had something to say about. */
  readonly examined: number;
  readonly findings: readonly (Finding & { readonly level: Level })[];
  /** Whether it is another engine's, and says nothing of the bill. @default false */
  readonly foreign?: boolean;
}

/** Puts every rule's question to the estate. `require` are the ids given with `--require`. @throws RuleFaultError */
export function evaluate(
  estate: Estate,
  rules: readonly Rule[],
  context: RuleContext,
  require: readonly string[] = [],
): RuleResult[] {
  return rules.map((rule) => {
    const destroys = estate.intent === "destroy" && rule.judgesDestroy !== true;
    const found = destroys
      ? lost(rule, estate)
      : examine(rule, estate, { ...context, required: require.includes(rule.id) });
    const findings = found.map((finding) => ({ ...finding, level: finding.level ?? rule.level }));
    return { rule, findings, examined: findings.filter(({ verdict }) => verdict !== "notApplicable").length };
  });
}

function examine(rule: Rule, estate: Estate, context: RuleContext): readonly Finding[] {
  try {
    return rule.examine(estate, context);
  } catch (error) {
    // Nesting that exhausts the stack is the plan's fault, and the gate says so. Other errors of range are the rule's own.
    if (error instanceof RangeError && error.message === "Maximum call stack size exceeded") throw error;
    throw new RuleFaultError(rule.id, error);
  }
}

/** On a destroy no attribution is left to judge; what is said instead is which part of it goes. */
function lost(rule: Rule, estate: Estate): Finding[] {
  return estate.removed
    .filter(({ type }) => rule.carriers?.test(type) === true)
    .map(({ address }) => ({
      verdict: "notApplicable",
      address,
      message: `the plan destroys ${address}, and its part in the attribution with it`,
      evidence: [],
    }));
}
