/** More than a reader would take in are counted: "a, b, c and 4 more". */
export function firstFew(texts: readonly string[], separator = ", ", most = 3): string {
  const rest = texts.length - most;
  const shown = texts.slice(0, most).join(separator);
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
