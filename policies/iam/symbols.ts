import { perObject } from "./per-object";

/** Characters that may stand in one place: each of the text, or any at all. */
export type Characters = string | typeof anyCharacter;

export const anyCharacter = null;

/** One step of a text or a pattern of which not every character is known. */
export type Step =
  /** One character out of these. */
  | { readonly kind: "one"; readonly characters: Characters }
  /** Any number of these characters, at will. */
  | { readonly kind: "run"; readonly characters: Characters }
  /**
   * One certain text of these characters, which nobody knows yet: the same wherever the same name stands. `made` for what AWS makes
   * up anew for each resource: under another name it is another text.
   */
  | { readonly kind: "symbol"; readonly name: string; readonly characters: Characters; readonly made?: true };

export type Steps = readonly Step[];

export const shared = (left: Characters, right: Characters): string | undefined => {
  if (left === anyCharacter) return right === anyCharacter ? "x" : right[0];
  if (right === anyCharacter) return left[0];
  for (const character of left) if (right.includes(character)) return character;
  return undefined;
};

export const includesAll = (outer: Characters, inner: Characters): boolean =>
  outer === anyCharacter ||
  (inner !== anyCharacter && Array.from(inner).every((character) => outer.includes(character)));

/** Each character of a text as a step. */
export const exactly = (text: string): Step[] => Array.from(text, oneCharacter);

/** Steps of characters that texts are full of are made once for all of them. */
export function oneCharacter(characters: string): Step {
  const code = characters.length === 1 ? characters.charCodeAt(0) : commonCharacters;
  if (code >= commonCharacters) return { kind: "one", characters };
  return (common[code] ??= { kind: "one", characters });
}

const commonCharacters = 128;
const common: Step[] = [];

/** The same in lower case, for what IAM compares in any case. */
export const lowered = perObject((steps: Steps): Steps =>
  steps.map((step): Step =>
    step.kind === "one" && step.characters !== null ? { kind: "one", characters: step.characters.toLowerCase() } : step,
  ),
);

/** A pattern as one text that it matches, whichever: what holds for that holds for all of them. */
export const anyTextOf = perObject((pattern: Steps): Steps =>
  pattern.map((step, index) =>
    step.kind === "symbol" || (step.kind === "one" && step.characters?.length === 1)
      ? step
      : { kind: "symbol", name: `any ${index}`, characters: step.characters },
  ),
);
