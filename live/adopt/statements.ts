import { code, type Code, source } from "./source-text";

/** Statements of the stack, and what they use. */
export interface Imported {
  /** Classes of the AWS provider's bindings. */
  readonly bindings: readonly string[];
  /** What is imported from this package. */
  readonly constructs: readonly string[];
  /** Without the semicolon. */
  readonly statements: readonly string[];
}

const indent = "  ";

/** `new Name(stack, "Id", { ... })`, as a statement of its own or the value of a constant. */
export function made(className: string, id: string, props: object, constant?: string): string {
  const before = `${constant === undefined ? "" : `const ${constant} = `}new ${className}(stack, ${source(id)}, `;
  return `${before}${source(props, { indent, before: `${before})` })})`;
}

/** JSON as text, for a member of that name; or for a constant, in the line of a statement. */
export function json(name: string, value: unknown, at = `${indent}  `): Code {
  const call = "JSON.stringify(";
  return code(`${call}${source(value, { indent: at, before: `${name}: ${call})` })})`);
}

/** Members whose value stands in a constant of the same name. */
export const shorthand = (...names: readonly string[]): Record<string, Code> =>
  Object.fromEntries(names.map((each) => [each, code(each)]));
