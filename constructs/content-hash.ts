import { createHash } from "node:crypto";
import {
  DefaultTokenResolver,
  type IResolveContext,
  Lazy,
  StringConcat,
  type TerraformResource,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";

/** First `length` hexadecimal digits of the SHA-256 of `value`, whatever the order of its keys. */
export function contentHash(value: unknown, length: number): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(value)))
    .digest("hex")
    .slice(0, length);
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
