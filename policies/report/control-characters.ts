/** Controls; marks, overrides and isolates of direction, by which a line reads otherwise than it is; and what has no width. */
const unseen = /[\p{Cc}\p{Bidi_Control}\u200b-\u200d\u2060-\u2064\ufeff]/gu;
const halves = /\p{Surrogate}/gu;

/**
 * Names in a plan are foreign text: what would steer a terminal or deceive a reader is taken out of every string, however deep, and half a surrogate pair,
 * which no encoding can write, is replaced.
 */
export function withoutControls<T>(value: T): T {
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return value.replace(unseen, "").replace(halves, "\ufffd");
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, clean(each)]));
}
