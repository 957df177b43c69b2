import { hasSecret, plain, type Value, type Values } from "./value";

/** What a function makes of texts that are known; undefined for other functions, and for what is not known. */
export function callOnTexts(name: string, args: readonly Values[]): Values | undefined {
  if (!Object.hasOwn(functions, name)) return undefined;
  const known: unknown[] = [];
  for (const [only, ...others] of args) {
    const arg = only === undefined || others.length > 0 || !isExact(only) ? undefined : plain(only);
    if (arg === undefined) return undefined;
    known.push(arg.value);
  }
  const value = functions[name]?.(known);
  if (value === undefined) return undefined;
  return [{ kind: "known", value, ...(args.flat().some(hasSecret) ? { sensitive: true } : {}) }];
}

/** Not a set, which has an order of its own, and nothing that a type which is not at hand may make a set, or a text of a number. */
function isExact(value: Value): boolean {
  switch (value.kind) {
    case "known":
      return value.loose !== true;
    case "list":
      return value.loose !== true && value.untyped !== true && value.items.every((item) => item.every(isExact));
    default:
      return true;
  }
}

/** Undefined for arguments that are not modelled: Terraform may refuse them, or convert them first. */
const functions: Readonly<Record<string, (args: readonly unknown[]) => unknown>> = {
  join: ([separator, ...lists]) => {
    const items = lists.flat();
    return isText(separator) && lists.every(Array.isArray) && items.every(isText) ? items.join(separator) : undefined;
  },
  split: ([separator, text]) =>
    isText(separator) && separator !== "" && isText(text) ? text.split(separator) : undefined,
  jsondecode: ([text]) => (isText(text) ? decoded(text) : undefined),
  lower: ([text]) => (isPlain(text) ? text.toLowerCase() : undefined),
  upper: ([text]) => (isPlain(text) ? text.toUpperCase() : undefined),
  trimprefix: ([text, prefix]) =>
    isText(text) && isText(prefix) ? (text.startsWith(prefix) ? text.slice(prefix.length) : text) : undefined,
  trimsuffix: ([text, suffix]) =>
    isText(text) && isText(suffix)
      ? text.endsWith(suffix)
        ? text.slice(0, text.length - suffix.length)
        : text
      : undefined,
  startswith: ([text, prefix]) => (isText(text) && isText(prefix) ? text.startsWith(prefix) : undefined),
  endswith: ([text, suffix]) => (isText(text) && isText(suffix) ? text.endsWith(suffix) : undefined),
  replace: ([text, old, by]) =>
    // Between slashes stands a regular expression of Go's.
    isText(text) && isText(old) && isText(by) && old !== "" && !old.startsWith("/")
      ? text.split(old).join(by)
      : undefined,
  format: ([pattern, ...args]) => {
    const pieces = isText(pattern) ? pattern.split("%s") : [];
    if (pieces.length !== args.length + 1 || pieces.some((piece) => piece.includes("%")) || !args.every(isText))
      return undefined;
    return pieces.map((piece, index) => piece + (args[index] ?? "")).join("");
  },
};

function decoded(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === "string";

/** In other alphabets Go and JavaScript differ on what is the same letter in lower case. */
const isPlain = (value: unknown): value is string => isText(value) && /^[\x20-\x7e]*$/.test(value);
