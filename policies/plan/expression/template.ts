import { literal, type Expression } from "./ast";
import { UnreadableExpression, type Cursor } from "./cursor";

/** Backslash escapes exist in quoted strings only; a string of JSON configuration is a template without them. */
export type TemplateForm = "quoted" | "json";

/** Characters that mean nothing but themselves, which most of a text is. */
const plain: Readonly<Record<TemplateForm, RegExp>> = { quoted: /[^$%"\\]*/y, json: /[^$%]*/y };

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/**
 * Reads a template up to its end. One interpolation and nothing else is that expression itself, of any type, as in Terraform.
 * @param readExpression reads the expression within `${ }`.
 */
export function readTemplate(cursor: Cursor, form: TemplateForm, readExpression: () => Expression): Expression {
  const parts: Expression[] = [];
  let text = "";
  const flush = (): void => {
    if (text !== "") parts.push(literal(text));
    text = "";
  };
  for (;;) {
    if (cursor.done) {
      if (form === "quoted") throw new UnreadableExpression("a string without an end");
      break;
    }
    const run = cursor.run(plain[form]);
    if (run !== "") {
      text += run;
      continue;
    }
    const rest = cursor.text.slice(cursor.position, cursor.position + 3);
    if (form === "quoted" && rest.startsWith('"')) {
      cursor.position++;
      break;
    }
    if (rest === "$${" || rest === "%%{") {
      text += rest.slice(1);
      cursor.position += 3;
    } else if (rest.startsWith("%{")) {
      throw new UnreadableExpression("a template directive");
    } else if (rest.startsWith("${")) {
      flush();
      cursor.position += 2;
      if (cursor.text[cursor.position] === "~") throw new UnreadableExpression("a trimmed interpolation");
      parts.push(cursor.within(false, readExpression));
      if (cursor.at("~}")) throw new UnreadableExpression("a trimmed interpolation");
      cursor.expect("}");
    } else if (form === "quoted" && rest.startsWith("\\")) {
      text += readEscape(cursor);
    } else {
      text += rest[0] ?? "";
      cursor.position++;
    }
  }
  flush();
  const [only] = parts;
  if (only === undefined) return literal("");
  return parts.length === 1 ? only : { kind: "template", parts };
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
