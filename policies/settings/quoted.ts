const longest = 60;
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Foreign text for a message of one line: in quotes, cut when long, with whatever cannot be seen written as its code. */
export function quoted(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return visible(JSON.stringify(cut));
}

/** The same without quotes and cut. */
export function visible(text: string): string {
  return text.replace(unseen, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
}

/** A value of YAML for a message: what it is, and itself where it is short. */
export function shown(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return `the number ${value}`;
  if (typeof value === "boolean") return `${value ? "true" : "false"} without quotes`;
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return value === null || value === undefined ? "empty" : "a map";
}
