import { rules } from "../rules";
import { nearest } from "../settings/nearest";
import { waiversAreSound } from "../settings/waivers-are-sound";
import { UnusableInputError } from "../unusable-input";
import type { DocumentedRule } from "./documented-rule";

/** Everything that a report can name as its rule: the rules put to the estate, and the one that waivers are held to. */
export const explainedRules: readonly DocumentedRule[] = [...rules, waiversAreSound];

/** @throws UnusableInputError for an id that no rule has */
export function findRule(id: string, among: readonly DocumentedRule[] = explainedRules): DocumentedRule {
  const found = among.find((rule) => rule.id === id);
  if (found !== undefined) return found;
  const ids = among.map((rule) => rule.id);
  const near = nearest(id, ids);
  throw new UnusableInputError(
    `there is no rule ${JSON.stringify(id)}${near === undefined ? `; the rules are ${ids.join(", ")}` : `; did you mean ${near}?`}`,
  );
}
