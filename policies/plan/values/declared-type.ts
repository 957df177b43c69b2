import type { Expression } from "../expression/ast";
import { parseExpression } from "../expression/parse";

/** A variable's type as it is declared. */
export type DeclaredType =
  | { readonly kind: "string" | "number" | "bool" | "any" }
  | CollectionType
  | { readonly kind: "tuple"; readonly items: readonly DeclaredType[] }
  | ObjectType;

export interface CollectionType {
  readonly kind: "list" | "set" | "map";
  readonly of: DeclaredType;
}

export interface ObjectType {
  readonly kind: "object";
  readonly members: ReadonlyMap<string, Member>;
}

interface Member {
  readonly type: DeclaredType;
  /** Whether it may be left out, which makes it null, or its default. */
  readonly optional: boolean;
  /** @default null */
  readonly fallback?: unknown;
}

/** Reads a type from its text; undefined for one that is written in a way that is not modelled. */
export const readDeclaredType = (text: string): DeclaredType | undefined => typeOf(parseExpression(text));

const plainTypes = ["string", "number", "bool", "any"] as const;

function typeOf(expression: Expression | undefined): DeclaredType | undefined {
  if (expression?.kind === "name") {
    const { name } = expression;
    const kind = plainTypes.find((each) => each === name);
    if (kind !== undefined) return { kind };
    // What early versions of Terraform wrote.
    return name === "list" || name === "map" ? { kind: name, of: { kind: "any" } } : undefined;
  }
  if (expression?.kind !== "call" || expression.args.length !== 1) return undefined;
  const { name, args } = expression;
  const [first] = args;
  if (name === "object") return objectType(first);
  if (name === "tuple") return tupleType(first);
  const of = typeOf(first);
  if (of === undefined) return undefined;
  return name === "list" || name === "set" || name === "map" ? { kind: name, of } : undefined;
}

function tupleType(items: Expression | undefined): DeclaredType | undefined {
  if (items?.kind !== "tuple") return undefined;
  const types = items.items.flatMap((item) => typeOf(item) ?? []);
  return types.length === items.items.length ? { kind: "tuple", items: types } : undefined;
}

function objectType(body: Expression | undefined): DeclaredType | undefined {
  if (body?.kind !== "object") return undefined;
  const members = new Map<string, Member>();
  for (const [key, value] of body.entries) {
    const member = memberOf(value);
    if (key.kind !== "literal" || member === undefined) return undefined;
    members.set(String(key.value), member);
  }
  return { kind: "object", members };
}

function memberOf(value: Expression): Member | undefined {
  const isOptional = value.kind === "call" && value.name === "optional";
  const type = typeOf(isOptional ? value.args[0] : value);
  if (type === undefined) return undefined;
  if (!isOptional || value.args[1] === undefined) return { type, optional: isOptional };
  const fallback = constantOf(value.args[1]);
  return fallback && { type, optional: true, fallback: fallback.value };
}

/** A default is written out: Terraform takes nothing else there. */
function constantOf(expression: Expression): { readonly value: unknown } | undefined {
  switch (expression.kind) {
    case "literal":
      return { value: expression.value };
    case "tuple": {
      const items = expression.items.flatMap((item) => constantOf(item) ?? []);
      return items.length === expression.items.length ? { value: items.map(({ value }) => value) } : undefined;
    }
    case "object": {
      const entries = expression.entries.flatMap(([key, value]) => {
        const constant = constantOf(value);
        return key.kind === "literal" && constant ? [[String(key.value), constant.value] as const] : [];
      });
      return entries.length === expression.entries.length ? { value: Object.fromEntries(entries) } : undefined;
    }
    default:
      return undefined;
  }
}
