import type { PolicyNode } from "./policy-node";
import { literalText } from "./policy-text";

/** JSON of which everything is known. @param sensitive whether messages must not show it */
export function nodeOfJson(json: unknown, sensitive = false): PolicyNode {
  if (json === null || json === undefined) return { kind: "null" };
  if (Array.isArray(json)) return { kind: "list", items: json.map((item: unknown) => [nodeOfJson(item, sensitive)]) };
  if (typeof json === "object") {
    const entries = Object.entries(json).map(([key, value]) => [key, [nodeOfJson(value, sensitive)]] as const);
    return { kind: "map", entries: new Map(entries) };
  }
  return { kind: "text", text: literalText(typeof json === "string" ? json : JSON.stringify(json), sensitive) };
}
