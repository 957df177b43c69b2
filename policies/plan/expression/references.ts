import type { Expression, ForExpression } from "./ast";

/**
 * The things that an expression names, without what is reached from them: `var.x`, `local.x`, `module.m`, `TYPE.NAME`,
 * `data.TYPE.NAME`. Undefined when part of it could not be read.
 */
export function namedThings(expression: Expression): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  return collect(expression, found, new Set()) ? found : undefined;
}

/** Names of what an instance key or the surroundings give; Terraform reports them unevenly. */
const surroundings = new Set(["each", "count", "self", "path", "terraform"]);

function collect(expression: Expression, found: Set<string>, bound: ReadonlySet<string>): boolean {
  if (expression.kind === "opaque") return false;
  if (expression.kind === "for") return collectOfFor(expression, found, bound);
  const path = expression.kind === "get" ? (namesOf(expression) ?? []) : [];
  const name = path[0] === undefined || bound.has(path[0]) ? undefined : thingOf(path);
  if (name !== undefined) found.add(name);
  return parts(expression).every((part) => collect(part, found, bound));
}

/** The names that a `for` gives are no things, whatever else is called so, and that but in the collection itself. */
function collectOfFor(expression: ForExpression, found: Set<string>, bound: ReadonlySet<string>): boolean {
  const { key, value, by, result, test } = expression;
  const inner = new Set([...bound, ...(key === undefined ? [] : [key]), value]);
  return (
    collect(expression.in, found, bound) &&
    [by, result, test].every((part) => part === undefined || collect(part, found, inner))
  );
}

/** The thing that a path of names begins with, once the path is long enough to name one. */
export function thingOf(names: readonly string[]): string | undefined {
  const [first] = names;
  const length = first === "data" ? 3 : 2;
  return first === undefined || surroundings.has(first) || names.length < length
    ? undefined
    : names.slice(0, length).join(".");
}

function parts(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "get":
      return [expression.of, expression.key];
    case "splat":
      return [expression.of, ...expression.each];
    case "conditional":
      return [expression.test, expression.then, expression.otherwise];
    case "call":
      return expression.args;
    case "template":
      return expression.parts;
    case "tuple":
      return expression.items;
    case "object":
      return expression.entries.flat();
    case "operation":
      return expression.operands;
    default:
      return [];
  }
}

/** `a.b.c` as its names, or undefined when anything but names is on the way. */
export function namesOf(expression: Expression): string[] | undefined {
  const names: string[] = [];
  let rest = expression;
  while (rest.kind === "get" && rest.key.kind === "literal" && typeof rest.key.value === "string") {
    names.unshift(rest.key.value);
    rest = rest.of;
  }
  return rest.kind === "name" ? [rest.name, ...names] : undefined;
}
