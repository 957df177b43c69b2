/**
 * Does `text` have the form of `pattern`, where `*` stands for any characters, also none, and all else for itself?
 * Goes back to the last star only: a pattern of many stars must not cost more than text times pattern.
 */
export function globMatches(pattern: string, text: string): boolean {
  let [p, t] = [0, 0];
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === "*") {
      star = p++;
      resume = t;
    } else if (pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/** May a project's tag have this value? Without a list, any value may be. */
export function isAllowedProject(allowed: readonly string[] | undefined, project: string): boolean {
  return allowed === undefined || allowed.some((pattern) => globMatches(pattern, project));
}
