import { member, type JsonObject } from "../plan/json";
import type { FoundSecrets } from "./secrets";

/**
 * Takes every leaf of `container[key]` that the marks cover for a secret. Marks have the value's shape: `true` covers all that is
 * below. The walk keeps its own stack, so that no nesting exhausts the call stack.
 */
export function addMarked(container: object, key: string | number, marks: unknown, found: FoundSecrets): void {
  if (mayCover(marks)) walk([{ container, key, marks }], found);
}

/** All that is below, or a part of it. */
type Marks = true | object;

interface Marked {
  readonly container: object;
  readonly key: string | number;
  readonly marks: Marks;
}

function walk(open: Marked[], found: FoundSecrets): void {
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const value = member(at.container, at.key);
    if (typeof value === "string") found.texts.add(value);
    else if (typeof value === "number") found.numbers.push({ value, container: at.container, key: at.key });
    else if (typeof value === "object" && value !== null) descend(value, at.marks, open);
  }
}

function descend(value: object, marks: Marks, open: Marked[]): void {
  const covered = marks === true ? value : marks;
  for (const key of Array.isArray(covered) ? covered.keys() : Object.keys(covered)) {
    const mark = marks === true || member(covered, key);
    if (mayCover(mark)) open.push({ container: value, key, marks: mark });
  }
}

/** Most marks have the shape of the value, lists too, and are true nowhere in it. Looks so deep; what is deeper is walked to. */
function mayCover(marks: unknown, depth = 20): marks is Marks {
  if (typeof marks !== "object" || marks === null) return marks === true;
  if (depth === 0) return true;
  for (const name in marks) if (mayCover((marks as JsonObject)[name], depth - 1)) return true;
  return false;
}
