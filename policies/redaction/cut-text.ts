import type { Secrets } from "./secrets";

/** What messages end a text with that was too long for them. */
const ellipsis = "…";
const shortestPiece = 4;
/** Messages cut at 300 characters or before. */
const longestPiece = 320;

const sorted = new WeakMap<Secrets, readonly string[]>();

/** Hides the beginning of a secret that a cut has left standing before an ellipsis; the whole of it is nowhere to be found then. */
export function hideCutSecrets(text: string, secrets: Secrets): string {
  const pieces = text.split(ellipsis);
  const last = pieces.length - 1;
  return pieces.map((piece, index) => (index === last ? piece : hideAtEnd(piece, secrets))).join(ellipsis);
}

function hideAtEnd(text: string, secrets: Secrets): string {
  for (let start = Math.max(0, text.length - longestPiece); start <= text.length - shortestPiece; start++) {
    const placeholder = placeholderOfCut(text.slice(start), secrets);
    if (placeholder !== undefined) return text.slice(0, start) + placeholder;
  }
  return text;
}

/** The secrets in order: those that begin with a piece stand where the piece itself would stand. */
function placeholderOfCut(piece: string, secrets: Secrets): string | undefined {
  const texts = sorted.get(secrets) ?? [...secrets.textsWithin.keys()].sort();
  sorted.set(secrets, texts);
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((texts[middle] ?? "") < piece) low = middle + 1;
    else high = middle;
  }
  const found = texts[low];
  return found?.startsWith(piece) === true ? secrets.textsWithin.get(found) : undefined;
}
