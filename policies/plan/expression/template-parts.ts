import type { Expression } from "./ast";
import { UnreadableExpression, type Cursor } from "./cursor";
import { readForHead, type ForHead } from "./read-for";

/** Backslash escapes exist in quoted strings only; a string of JSON configuration is a template without them. */
export type TemplateForm = "quoted" | "json";

/** A piece of a template: text, `${ }`, or one of the directives `%{ }`. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly of: Expression }
  | { readonly kind: "if"; readonly test: Expression }
  | { readonly kind: "for"; readonly head: ForHead }
  | { readonly kind: "else" | "endif" | "endfor" };

/** Characters that mean nothing but themselves, which most of a text is. */
const plain: Readonly<Record<TemplateForm, RegExp>> = { quoted: /[^$%"\\]*/y, json: /[^$%]*/y };

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** Reads a template up to its end, piece by piece. @param readExpression reads the expression within `${ }`. */
export function readTemplateParts(
  cursor: Cursor,
  form: TemplateForm,
  readExpression: () => Expression,
): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = "";
  let trimNext = false;
  /** @param trim a tilde stands at the side of what follows. */
  const flush = (trim: boolean): void => {
    const begun = trimNext ? text.replace(spaceAfter, "") : text;
    if (text !== "") parts.push({ kind: "text", text: trim ? begun.replace(spaceBefore, "") : begun });
    text = "";
  };
  while (!ends(cursor, form)) {
    const run = cursor.run(plain[form]);
    if (run !== "") {
      text += run;
      continue;
    }
    const rest = cursor.text.slice(cursor.position, cursor.position + 3);
    if (rest === "$${" || rest === "%%{") {
      text += rest.slice(1);
      cursor.position += 3;
    } else if (rest.startsWith("${") || rest.startsWith("%{")) {
      flush(rest[2] === "~");
      cursor.position += rest[2] === "~" ? 3 : 2;
      parts.push(
        cursor.within(false, () => (rest.startsWith("$") ? readValue : readDirective)(cursor, readExpression)),
      );
      trimNext = cursor.take("~");
      cursor.expect("}");
    } else if (form === "quoted" && rest.startsWith("\\")) {
      text += readEscape(cursor);
    } else if (rest !== "") {
      text += rest[0] ?? "";
      cursor.position++;
    }
  }
  flush(false);
  return parts;
}

/**
 * White space that a tilde takes away. In a heredoc it is that of one line, else that of all: where the two differ the rest is
 * left, which means nothing in JSON.
 */
const spaceAfter = /^[^\S\n]*\n?/;
const spaceBefore = /[^\S\n]*$/;

function ends(cursor: Cursor, form: TemplateForm): boolean {
  if (cursor.done && form === "quoted") throw new UnreadableExpression("a string without an end");
  if (form === "json" || cursor.text[cursor.position] !== '"') return cursor.done;
  cursor.position++;
  return true;
}

const readValue = (_: Cursor, readExpression: () => Expression): TemplatePart => ({
  kind: "value",
  of: readExpression(),
});

function readDirective(cursor: Cursor, readExpression: () => Expression): TemplatePart {
  if (cursor.takeWord("if")) return { kind: "if", test: readExpression() };
  if (cursor.takeWord("for")) return { kind: "for", head: readForHead(cursor, readExpression) };
  for (const kind of ["else", "endif", "endfor"] as const) if (cursor.takeWord(kind)) return { kind };
  throw new UnreadableExpression("an unknown template directive");
}

function readEscape(cursor: Cursor): string {
  const next = cursor.text[cursor.position + 1] ?? "";
  const simple = escapes[next];
  if (simple !== undefined) {
    cursor.position += 2;
    return simple;
  }
  const unicode = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;
  unicode.lastIndex = cursor.position;
  const found = unicode.exec(cursor.text);
  const code = Number.parseInt(found?.[1] ?? found?.[2] ?? "", 16);
  if (found === null || code > 0x10ffff) throw new UnreadableExpression("an unknown escape");
  cursor.position += found[0].length;
  return String.fromCodePoint(code);
}
