/**
 * A text of a policy document before all of it is known: an action, a resource, a value of a condition. Its parts stand one
 * behind the other.
 */
export type PolicyText = readonly TextPart[];

export type TextPart =
  /** Known text, in which `*` and `?` are wildcards unless it is verbatim. */
  | { readonly kind: "literal"; readonly text: string; readonly verbatim?: boolean; readonly sensitive?: boolean }
  /** Exactly that attribute of that resource. An attribute with `[*]` in it stands for every element in turn. */
  | { readonly kind: "reference"; readonly of: string; readonly type: string; readonly attribute: string }
  /** It could be anything. */
  | { readonly kind: "open"; readonly because: string; readonly settledBy: string };

/** Every text that may stand in one place; never empty. */
export type TextSlot = readonly PolicyText[];

const variable = /\$\{([^}]*)\}/g;
const escapes = new Set(["*", "?", "$"]);

/**
 * Known text of a policy document. IAM fills its policy variables in when a request is made, so what they stand for is open.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function literalText(text: string, sensitive = false): PolicyText {
  const mark = sensitive ? { sensitive: true } : {};
  if (!text.includes("${")) return [{ kind: "literal", text, ...mark }];
  const parts: TextPart[] = [];
  let from = 0;
  for (const found of text.matchAll(variable)) {
    const [whole, name = ""] = found;
    if (found.index > from) parts.push({ kind: "literal", text: text.slice(from, found.index), ...mark });
    from = found.index + whole.length;
    parts.push(
      escapes.has(name)
        ? { kind: "literal", text: name, verbatim: true, ...mark }
        : openPart(`the policy variable ${name} differs from request to request`, "write the text without it"),
    );
  }
  if (from < text.length) parts.push({ kind: "literal", text: text.slice(from), ...mark });
  return parts;
}

export const openPart = (because: string, settledBy: string): TextPart => ({ kind: "open", because, settledBy });

/** The text if all of it is known, as it stands in the document. */
export function knownText(text: PolicyText): string | undefined {
  let whole = "";
  for (const part of text) {
    if (part.kind !== "literal" || part.verbatim === true) return undefined;
    whole += part.text;
  }
  return whole;
}

/** For messages. Sensitive text is never shown. */
export function describeText(text: PolicyText): string {
  return text.map(describePart).join("");
}

function describePart(part: TextPart): string {
  if (part.kind === "literal") return part.sensitive === true ? "(sensitive value)" : part.text;
  return part.kind === "reference" ? `\${${part.of}.${part.attribute}}` : "(not known)";
}
