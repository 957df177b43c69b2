import type { Secrets } from "./secrets";

/** What messages end a text with that was too long for them. */
const ellipsis = "…";
const shortestPiece = 4;
/** Messages cut at 300 characters or before. */
const longestPiece = 320;

const sorted = new WeakMap<Secrets, readonly string[]>();

/** Hides the beginning of a secret that a cut has left standing before an ellipsis; the whole of it is nowhere to be found then. */
export function hideCutSecrets(text: string, secrets: Secrets): string {
  if (!text.includes(ellipsis) || secrets.textsWithin.size === 0) return text;
  const pieces = text.split(ellipsis);
  const last = pieces.pop() ?? "";
  return [...pieces.map((piece) => hideAtEnd(piece, secrets)), last].join(ellipsis);
}

function hideAtEnd(text: string, secrets: Secrets): string {
  for (let start = Math.max(0, text.length - longestPiece); start <= text.length - shortestPiece; start++) {
    const secret = beginningWith(text.slice(start), secrets);
    if (secret !== undefined) return text.slice(0, start) + (secrets.textsWithin.get(secret) ?? "");
  }
  return text;
}

/** The secrets in order: those that begin with a piece stand where the piece itself would stand. */
function beginningWith(piece: string, secrets: Secrets): string | undefined {
  const known = sorted.get(secrets);
  const texts = known?.length === secrets.textsWithin.size ? known : [...secrets.textsWithin.keys()].sort();
  sorted.set(secrets, texts);
  let low = 0;
  let high = texts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((texts[middle] ?? "") < piece) low = middle + 1;
    else high = middle;
  }
  const found = texts[low];
  return found?.startsWith(piece) === true ? found : undefined;
}
