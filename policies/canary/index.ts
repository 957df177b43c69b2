import type { Estate } from "../estate";
import { evaluate } from "../evaluate";
import type { Rule, RuleContext } from "../rule";
import { badEstates, goodEstate } from "./estates";

/** The gate does not see what it must see: nothing that it says can be trusted. */
export class CanaryError extends Error {
  /** What tells it from other errors, also across two copies of this package. */
  override readonly name = "CanaryError";
}

/**
 * Puts the rules to estates in which everything is wrong and to one in which everything is right, before they judge a real
 * one. A rule that fails none of the first, or does not pass the last, would be silently green or useless.
 * @throws CanaryError
 */
export function flyCanary(rules: readonly Rule[], settings: Omit<RuleContext, "now">): void {
  const context = { ...settings, now: canaryDay };
  const bad = badEstates(context.tagKey).map((estate) => verdictsOn(estate, rules, context));
  const good = verdictsOn(goodEstate(context.tagKey), rules, context);
  for (const { id } of rules) {
    if (!bad.some((verdicts) => verdicts.get(id) === "fail"))
      throw new CanaryError(`rule ${id} did not fail an estate in which everything is wrong`);
    if (good.get(id) !== "pass")
      throw new CanaryError(`rule ${id} did not pass an estate in which everything is right`);
  }
}

function verdictsOn(
  estate: Estate,
  rules: readonly Rule[],
  context: RuleContext,
): ReadonlyMap<string, string | undefined> {
  return new Map(
    evaluate(estate, rules, context).map(({ rule, findings }) => {
      const verdicts = new Set(findings.map(({ verdict }) => verdict));
      return [rule.id, verdicts.size === 1 ? [...verdicts][0] : undefined];
    }),
  );
}

/** A day on which one model of the catalogue is active and another one retired, whatever today is. */
const canaryDay = new Date("2026-11-24");
