/** The known name that a mistyped one most likely meant; undefined when none is near enough to be a hint. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  // Foreign text may be long; no name of ours is, and distance costs length times length.
  if (name.length > 100) return undefined;
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const away = distance(name.toLowerCase(), candidate.toLowerCase());
    if (away < least && away <= Math.max(name.length, candidate.length) / 2) [best, least] = [candidate, away];
  }
  return best;
}

/** Levenshtein: the fewest insertions, deletions and replacements that turn one text into the other. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 0; row < from.length; row++) {
    const line = [row + 1];
    for (let column = 0; column < to.length; column++) {
      const replaced = (above[column] ?? 0) + (from[row] === to[column] ? 0 : 1);
      line.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above.at(-1) ?? 0;
}
