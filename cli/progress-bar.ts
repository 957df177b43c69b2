const width = 24;

/** How far something has come, as a bar and in numbers: `█████▌······ 1,234 of 5,000`. */
export function progressBar(done: number, expected: number): string {
  const share = expected === 0 ? 0 : Math.min(done / expected, 1);
  const full = Math.floor(share * width);
  const number = (count: number): string => count.toLocaleString("en-GB");
  return `${"█".repeat(full)}${"·".repeat(width - full)} ${number(done)} of ${number(expected)}`;
}
