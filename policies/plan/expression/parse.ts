import { literal, type Expression } from "./ast";
import { Cursor, identifier, UnreadableExpression } from "./cursor";
import { beginsFor, readFor } from "./read-for";
import { readTemplate } from "./template";

const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const legacyIndex = /\d+/y;

/** Longest first within a level, so that `<=` is not read as `<`. Levels bind tighter from top to bottom. */
const levels = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]] as const;

/** A string of JSON configuration, or of HCL turned into JSON: text with `${ }` interpolations. */
export function parseTemplate(text: string): Expression {
  return guarded(text, (cursor) => readTemplate(cursor, "json", () => readConditional(cursor)));
}

/** A bare expression, as it stands behind `=` in HCL. */
export function parseExpression(text: string): Expression {
  return guarded(text, (cursor) => {
    const expression = readConditional(cursor);
    cursor.skipSpace();
    if (!cursor.done) throw new UnreadableExpression(`unexpected text at ${cursor.position}`);
    return expression;
  });
}

function guarded(text: string, read: (cursor: Cursor) => Expression): Expression {
  try {
    return read(new Cursor(text));
  } catch (error) {
    if (error instanceof UnreadableExpression) return { kind: "opaque", why: error.message };
    throw error;
  }
}

function readConditional(cursor: Cursor): Expression {
  const test = readBinary(cursor, 0);
  if (!cursor.take("?")) return test;
  return cursor.within(false, () => {
    const then = readConditional(cursor);
    cursor.expect(":");
    return { kind: "conditional", test, then, otherwise: readConditional(cursor) };
  });
}

function readBinary(cursor: Cursor, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return readUnary(cursor);
  let left = readBinary(cursor, level + 1);
  for (;;) {
    const operator = operators.find((candidate) => cursor.take(candidate));
    if (operator === undefined) return left;
    left = { kind: "operation", operator, operands: [left, readBinary(cursor, level + 1)] };
  }
}

function readUnary(cursor: Cursor): Expression {
  for (const operator of ["!", "-"]) {
    if (cursor.take(operator)) {
      return cursor.within(false, () => ({ kind: "operation", operator, operands: [readUnary(cursor)] }));
    }
  }
  return readPostfix(cursor, readPrimary(cursor));
}

function readPostfix(cursor: Cursor, start: Expression): Expression {
  let of = start;
  for (;;) {
    if (cursor.take(".*")) {
      of = { kind: "splat", of, each: readKeys(cursor, "attributes") };
    } else if (cursor.at("[")) {
      if (takeFullSplat(cursor)) of = { kind: "splat", of, each: readKeys(cursor, "any") };
      else of = { kind: "get", of, key: readIndex(cursor) };
    } else {
      const key = readAttribute(cursor);
      if (key === undefined) return of;
      of = { kind: "get", of, key };
    }
  }
}

function takeFullSplat(cursor: Cursor): boolean {
  return cursor.match(/\[\s*\*\s*\]/y) !== undefined;
}

/** What a splat does to each element: attributes and, behind `[*]`, indices too. */
function readKeys(cursor: Cursor, allowed: "attributes" | "any"): Expression[] {
  const keys: Expression[] = [];
  for (;;) {
    if (cursor.at(".*") || cursor.match(/(?=\[\s*\*)/y) !== undefined)
      throw new UnreadableExpression("a splat in a splat");
    const key = allowed === "any" && cursor.at("[") ? readIndex(cursor) : readAttribute(cursor);
    if (key === undefined) return keys;
    keys.push(key);
  }
}

function readAttribute(cursor: Cursor): Expression | undefined {
  if (cursor.at("...") || !cursor.take(".")) return undefined;
  const index = cursor.match(legacyIndex);
  if (index !== undefined) return literal(Number(index));
  return literal(cursor.name());
}

function readIndex(cursor: Cursor): Expression {
  cursor.expect("[");
  return cursor.within(false, () => {
    const key = readConditional(cursor);
    cursor.expect("]");
    return key;
  });
}

function readPrimary(cursor: Cursor): Expression {
  if (cursor.take('"'))
    return cursor.within(false, () => readTemplate(cursor, "quoted", () => readConditional(cursor)));
  if (cursor.take("(")) {
    return cursor.within(false, () => {
      const inner = readConditional(cursor);
      cursor.expect(")");
      return inner;
    });
  }
  if (cursor.take("[")) return cursor.within(false, () => readTuple(cursor));
  if (cursor.take("{")) return cursor.within(true, () => readObject(cursor));
  const digits = cursor.match(number);
  if (digits !== undefined) return literal(Number(digits));
  const name = cursor.match(identifier);
  if (name === undefined) throw new UnreadableExpression(`unexpected text at ${cursor.position}`);
  if (cursor.at("::")) throw new UnreadableExpression("a provider's function");
  if (cursor.take("(")) return cursor.within(false, () => readCall(cursor, name));
  if (name === "true" || name === "false") return literal(name === "true");
  return name === "null" ? literal(null) : { kind: "name", name };
}

function readCall(cursor: Cursor, name: string): Expression {
  const args: Expression[] = [];
  let spread = false;
  while (!cursor.take(")")) {
    args.push(readConditional(cursor));
    spread = cursor.take("...");
    if (!cursor.take(",")) {
      cursor.expect(")");
      break;
    }
  }
  return { kind: "call", name, args, spread };
}

function readTuple(cursor: Cursor): Expression {
  if (beginsFor(cursor)) return readFor(cursor, "]", () => readConditional(cursor));
  const items: Expression[] = [];
  while (!cursor.take("]")) {
    items.push(readConditional(cursor));
    if (!cursor.take(",")) {
      cursor.expect("]");
      break;
    }
  }
  return { kind: "tuple", items };
}

function readObject(cursor: Cursor): Expression {
  cursor.skipLineBreaks();
  if (beginsFor(cursor)) return cursor.within(false, () => readFor(cursor, "}", () => readConditional(cursor)));
  const entries: (readonly [Expression, Expression])[] = [];
  while (!cursor.take("}")) {
    // A bare name is the key itself; in parentheses it is an expression.
    const bare = !cursor.at("(");
    const key = readConditional(cursor);
    if (!cursor.take("=")) cursor.expect(":");
    entries.push([bare && key.kind === "name" ? literal(key.name) : key, readConditional(cursor)]);
    cursor.take(",");
    cursor.skipLineBreaks();
  }
  return { kind: "object", entries };
}
