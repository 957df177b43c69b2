import type { PolicyText, TextPart } from "./policy-text";
import { referenceSteps } from "./references";
import { anyCharacter, exactly, oneCharacter, type Step, type Steps } from "./symbols";

/** Whether `*` and `?` in a text are wildcards. */
export type Wildcards = "pattern" | "none";

/** A policy's text as steps. Each part that is open is a symbol of its own: it may be anything. */
export function stepsOf(text: PolicyText, wildcards: Wildcards = "pattern"): Steps {
  const known = cache[wildcards].get(text);
  if (known !== undefined) return known;
  const steps = text.flatMap((part) => partSteps(part, wildcards));
  cache[wildcards].set(text, steps);
  return steps;
}

const cache: Readonly<Record<Wildcards, WeakMap<PolicyText, Steps>>> = { pattern: new WeakMap(), none: new WeakMap() };

let openParts = 0;

function partSteps(part: TextPart, wildcards: Wildcards): Steps {
  if (part.kind === "reference") return referenceSteps(part);
  if (part.kind === "open") return [{ kind: "symbol", name: `open ${++openParts}`, characters: anyCharacter }];
  return wildcards === "none" || part.verbatim === true ? exactly(part.text) : patternSteps(part.text);
}

function patternSteps(pattern: string): Step[] {
  return Array.from(pattern, (character): Step => {
    if (character === "*") return { kind: "run", characters: anyCharacter };
    return character === "?" ? { kind: "one", characters: anyCharacter } : oneCharacter(character);
  });
}
