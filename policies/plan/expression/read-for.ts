import type { Expression, ForExpression } from "./ast";
import { UnreadableExpression, type Cursor } from "./cursor";

/** Takes the word `for` behind a bracket or a brace: no name may stand there that is called so. */
export const beginsFor = (cursor: Cursor): boolean => cursor.takeWord("for");

/** What stands between `for` and the colon, or the end of a template's directive. */
export type ForHead = Pick<ForExpression, "key" | "value" | "in">;

export function readForHead(cursor: Cursor, readExpression: () => Expression): ForHead {
  const first = cursor.name();
  const second = cursor.take(",") ? cursor.name() : undefined;
  if (!cursor.takeWord("in")) throw new UnreadableExpression(`expected in at ${cursor.position}`);
  return { key: second === undefined ? undefined : first, value: second ?? first, in: readExpression() };
}

/** Reads on behind `for`. @param close ends it: `]` makes a list, `}` an object. */
export function readFor(cursor: Cursor, close: "]" | "}", readExpression: () => Expression): ForExpression {
  const head = readForHead(cursor, readExpression);
  cursor.expect(":");
  const first = readExpression();
  if (close === "}") cursor.expect("=>");
  const by = close === "}" ? first : undefined;
  const result = by === undefined ? first : readExpression();
  const grouped = by !== undefined && cursor.take("...");
  const test = cursor.takeWord("if") ? readExpression() : undefined;
  cursor.expect(close);
  return { kind: "for", ...head, by, result, grouped, test };
}
