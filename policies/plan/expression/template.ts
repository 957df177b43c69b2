import { literal, type Expression } from "./ast";
import { UnreadableExpression, type Cursor } from "./cursor";
import { readTemplateParts, type TemplateForm, type TemplatePart } from "./template-parts";

/**
 * Reads a template up to its end. One interpolation and nothing else is that expression itself, of any type, as in Terraform.
 * @param readExpression reads the expression within `${ }`.
 */
export function readTemplate(cursor: Cursor, form: TemplateForm, readExpression: () => Expression): Expression {
  const parts = readTemplateParts(cursor, form, readExpression);
  const [only] = parts;
  if (only === undefined) return literal("");
  if (parts.length === 1 && only.kind === "value") return only.of;
  if (parts.length === 1 && only.kind === "text") return literal(only.text);
  return textUntil([...parts], []);
}

/** Takes pieces up to the directive that ends them, and leaves that one. */
function textUntil(rest: TemplatePart[], ends: readonly TemplatePart["kind"][], depth = 0): Expression {
  if (depth > maxDepth) throw new UnreadableExpression("nested too deeply");
  const parts: Expression[] = [];
  for (let next = rest[0]; next !== undefined && !ends.includes(next.kind); next = rest[0]) {
    rest.shift();
    parts.push(partOf(next, rest, depth + 1));
  }
  if (rest.length === 0 && ends.length > 0) throw new UnreadableExpression("a template directive without an end");
  return { kind: "template", parts };
}

const maxDepth = 50;

function partOf(part: TemplatePart, rest: TemplatePart[], depth: number): Expression {
  switch (part.kind) {
    case "text":
      return literal(part.text);
    case "value":
      return part.of;
    case "if": {
      const then = textUntil(rest, ["else", "endif"], depth);
      const otherwise = rest.shift()?.kind === "else" ? textUntil(rest, ["endif"], depth) : undefined;
      if (otherwise !== undefined) rest.shift();
      return { kind: "conditional", test: part.test, then, otherwise: otherwise ?? literal("") };
    }
    case "for": {
      const result = textUntil(rest, ["endfor"], depth);
      rest.shift();
      const each: Expression = { kind: "for", ...part.head, by: undefined, result, grouped: false, test: undefined };
      return { kind: "call", name: "join", args: [literal(""), each], spread: false };
    }
    default:
      throw new UnreadableExpression(`${part.kind} at no place for it`);
  }
}
