import { createHash } from "node:crypto";
import {
  DefaultTokenResolver,
  Fn,
  type IResolveContext,
  Lazy,
  StringConcat,
  type TerraformResource,
  TerraformStack,
  TerraformVariable,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";

/**
 * First `length` hexadecimal digits of the SHA-256 of `value`, whatever the order of its keys. What a Terraform variable
 * holds is known at plan only: a value that mentions one gets a hash that Terraform makes, and that changes with it.
 */
export function contentHash(scope: IConstruct, value: unknown, length: number): string {
  const text = JSON.stringify(sorted(withoutTokens(scope, value)));
  const digest = createHash("sha256").update(text).digest("hex").slice(0, length);
  const variables = variablesIn(scope, text);
  if (variables.length === 0) return digest;
  return Fn.substr(Fn.sha256(Fn.jsonencode([digest, ...variables.map((each): unknown => each.value)])), 0, length);
}

/** Variables of the stack that a rendered text refers to. */
function variablesIn(scope: IConstruct, text: string): TerraformVariable[] {
  const mentioned = new Set([...text.matchAll(/\bvar\.([\w-]+)/g)].map(([, name]) => name));
  if (mentioned.size === 0) return [];
  return TerraformStack.of(scope)
    .node.findAll()
    .filter((node) => node instanceof TerraformVariable)
    .filter((variable) => mentioned.has(variable.friendlyUniqueId));
}

/** `value` with its tokens as Terraform expressions: a token's own text differs from one run to the next. */
export function withoutTokens(scope: IConstruct, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false }) as unknown;
}

/** A string made at synthesis, when ids, tokens and overrides are final. */
export const atSynth = (produce: (context: IResolveContext) => string): string => Lazy.stringValue({ produce });

/**
 * What a resource renders to, overrides included, without Terraform's meta-arguments and without `except`.
 * The rendered form is the only one that shows what Terraform will read.
 */
export function renderedAttributes(
  context: IResolveContext,
  resource: TerraformResource,
  except: readonly string[] = [],
): Record<string, unknown> {
  const tree = resource.toTerraform() as { resource: Record<string, Record<string, Record<string, unknown>>> };
  const block = tree.resource[resource.terraformResourceType]?.[resource.friendlyUniqueId] ?? {};
  const left = new Set(["//", "depends_on", "lifecycle", "provider", "tags", ...except]);
  const kept = Object.fromEntries(Object.entries(block).filter(([key]) => !left.has(key)));
  return context.resolve(kept) as Record<string, unknown>;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
