import type { Certainty } from "../attribute";
import { formOf, shareSymbol } from "./form";
import { perPair } from "./per-object";
import { includesAll, shared, type Step, type Steps } from "./symbols";

/**
 * Is there a text that both describe? `no` is a proof that there is none, and `yes` that there is one whatever the symbols turn
 * out to be. Where one side is a single text, that is the question whether the other matches it.
 */
export const overlap = perPair((left: Steps, right: Steps): Certainty =>
  // The same resource of a policy is held against the same few kinds of Bedrock's ARNs, for each action and each context. What
  // symbols are called matters only where one stands on both sides.
  shareSymbol(left, right) ? compare(left, right) : compareForms(formOf(left).left, formOf(right).right),
);

const compareForms = perPair(compare);

function compare(left: Steps, right: Steps): Certainty {
  if (areSame(left, right)) return "yes";
  if (endDifferently(left, right)) return "no";
  if (commonText(left, right) !== undefined) return "yes";
  return hasSymbol(left) || hasSymbol(right)
    ? textOfBoth(left.map(atWill), right.map(atWill)) === undefined
      ? "no"
      : "unknown"
    : "no";
}

/** A policy mostly names a resource just as it is asked about. */
const areSame = (left: Steps, right: Steps): boolean =>
  left.length === right.length && left.every((step, index) => isSame(step, right[index]));

const isSame = (one: Step, other: Step | undefined): boolean =>
  one.kind === other?.kind &&
  one.characters === other.characters &&
  (one.kind !== "symbol" || other.kind !== "symbol" || one.name === other.name);

/** Behind their last slash both have an id that AWS makes up, each of another resource. */
function endDifferently(left: Steps, right: Steps): boolean {
  const [one, other] = [left.at(-1), right.at(-1)];
  if (one?.kind !== "symbol" || other?.kind !== "symbol" || one.made !== true || other.made !== true) return false;
  return one.name !== other.name && [left.at(-2), right.at(-2)].every((step) => certainCharacter(step) === "/");
}

const hasSymbol = (steps: Steps): boolean => steps.some(({ kind }) => kind === "symbol");

const atWill = (step: Step): Step => (step.kind === "symbol" ? { kind: "run", characters: step.characters } : step);

/** Where two patterns have got to, and by which step of the text. */
interface Reached {
  readonly left: number;
  readonly right: number;
  readonly before?: Reached | undefined;
  readonly step?: Step | undefined;
}

/** A text that both describe, shortest first; its symbols are those of the two. */
export const commonText = perPair(textOfBoth);

function textOfBoth(left: Steps, right: Steps): Steps | undefined {
  const begun = beginning(left, right);
  if (begun === undefined) return undefined;
  const width = right.length + 1;
  const seen = new Set<number>();
  let next: Reached[] = [{ left: begun, right: begun }];
  const move = (before: Reached, byLeft: 0 | 1, byRight: 0 | 1, step?: Step): void => {
    const reached = { left: before.left + byLeft, right: before.right + byRight, before, step };
    const id = reached.left * width + reached.right;
    if (seen.has(id)) return;
    seen.add(id);
    next.push(reached);
  };
  while (next.length > 0) {
    const front = next;
    next = [];
    for (const at of front) {
      if (at.left === left.length && at.right === right.length) return [...left.slice(0, begun), ...textTo(at)];
      goOn(left[at.left], right[at.right], at, move);
    }
  }
  return undefined;
}

/** How far both are the same certain characters; undefined where they then differ in one. */
function beginning(left: Steps, right: Steps): number | undefined {
  for (let index = 0; ; index++) {
    const one = certainCharacter(left[index]);
    const other = certainCharacter(right[index]);
    if (one === undefined || other === undefined) return index;
    if (one !== other) return undefined;
  }
}

const certainCharacter = (step: Step | undefined): string | undefined =>
  step?.kind === "one" && step.characters?.length === 1 ? step.characters : undefined;

type Move = (before: Reached, byLeft: 0 | 1, byRight: 0 | 1, step?: Step) => void;

function goOn(left: Step | undefined, right: Step | undefined, at: Reached, move: Move): void {
  if (left?.kind === "run") move(at, 1, 0);
  if (right?.kind === "run") move(at, 0, 1);
  if (left === undefined || right === undefined) return;
  if (left.kind === "symbol" || right.kind === "symbol") {
    if (left.kind === "symbol" && right.kind === "symbol" && left.name === right.name) move(at, 1, 1, left);
    // A symbol is taken as a whole, whatever it turns out to be.
    if (left.kind === "run" && includesAll(left.characters, right.characters)) move(at, 0, 1, right);
    if (right.kind === "run" && includesAll(right.characters, left.characters)) move(at, 1, 0, left);
    return;
  }
  const character = shared(left.characters, right.characters);
  if (character === undefined || (left.kind === "run" && right.kind === "run")) return;
  move(at, left.kind === "one" ? 1 : 0, right.kind === "one" ? 1 : 0, { kind: "one", characters: character });
}

function textTo(end: Reached): Steps {
  const steps: Step[] = [];
  for (let at: Reached | undefined = end; at !== undefined; at = at.before) {
    if (at.step !== undefined) steps.push(at.step);
  }
  return steps.reverse();
}
