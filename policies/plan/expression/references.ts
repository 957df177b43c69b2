import type { Expression } from "./ast";

/**
 * The things that an expression names, without what is reached from them: `var.x`, `local.x`, `module.m`, `TYPE.NAME`,
 * `data.TYPE.NAME`. Undefined when part of it could not be read.
 */
export function namedThings(expression: Expression): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  return collect(expression, found) ? found : undefined;
}

/** Names of what an instance key or the surroundings give; Terraform reports them unevenly. */
const surroundings = new Set(["each", "count", "self", "path", "terraform"]);

function collect(expression: Expression, found: Set<string>): boolean {
  if (expression.kind === "opaque") return false;
  const name = expression.kind === "get" ? thingOf(namesOf(expression) ?? []) : undefined;
  if (name !== undefined) found.add(name);
  return parts(expression).every((part) => collect(part, found));
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
