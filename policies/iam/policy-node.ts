import type { PolicyText } from "./policy-text";

/** A policy document as a tree, before anybody has looked at what its members mean. */
export type PolicyNode =
  | { readonly kind: "text"; readonly text: PolicyText }
  | { readonly kind: "list"; readonly items: readonly NodeSlot[] }
  | { readonly kind: "map"; readonly entries: ReadonlyMap<string, NodeSlot> }
  | { readonly kind: "null" }
  | { readonly kind: "open"; readonly because: string; readonly settledBy: string };

/** Every node that may stand in one place; never empty. */
export type NodeSlot = readonly PolicyNode[];

export const openNode = (because: string, settledBy: string): PolicyNode => ({ kind: "open", because, settledBy });
