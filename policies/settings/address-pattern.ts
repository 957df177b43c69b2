import { globMatches } from "./glob";

/**
 * A waiver's address, read as a pattern. `*` in a name stands for any characters of that one name: it never crosses a dot or a
 * bracket. `[*]` stands for any one instance key. Within quotes `*` is itself, since the keys of `for_each` may contain it.
 */
export interface AddressPattern {
  readonly matches: (address: string) => boolean;
  /** No star: it can match one address only. */
  readonly exact: boolean;
  /** A star in a name, so that it can match resources of several blocks. */
  readonly hasOpenName: boolean;
  /** At least one name beside `module` and `data` has a character of its own. */
  readonly namesSomething: boolean;
}

/** @returns undefined for text whose brackets or quotes do not close. */
export function readPattern(text: string): AddressPattern | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const names = parts.filter((part) => !isKey(part));
  const hasOpenName = names.some((name) => name.includes("*"));
  const exact = !hasOpenName && !parts.includes(anyKey);
  return {
    matches: (address) => address === text || (!exact && matchParts(parts, address)),
    exact,
    hasOpenName,
    namesSomething: names.some((name) => !keywords.has(name) && name.replaceAll("*", "") !== ""),
  };
}

const keywords = new Set(["module", "data"]);
const anyKey = "[*]";
const part = /(?:^|(?<!^)\.)([^.[\]"]+)|(\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\])/suy;

/** `module.a["x.y"].aws_t.n[0]` → `module`, `a`, `["x.y"]`, `aws_t`, `n`, `[0]` */
function partsOf(address: string): string[] | undefined {
  const parts: string[] = [];
  part.lastIndex = 0;
  while (part.lastIndex < address.length) {
    const found = part.exec(address);
    if (found === null) return undefined;
    parts.push(found[1] ?? found[0]);
  }
  return isKey(parts[0] ?? anyKey) ? undefined : parts;
}

const isKey = (text: string): boolean => text.startsWith("[");

function matchParts(parts: readonly string[], address: string): boolean {
  const given = partsOf(address);
  if (given?.length !== parts.length) return false;
  return parts.every((wanted, index) => matchPart(wanted, given[index] ?? ""));
}

function matchPart(wanted: string, given: string): boolean {
  if (isKey(wanted) || isKey(given)) return wanted === given || (wanted === anyKey && isKey(given));
  return globMatches(wanted, given);
}
