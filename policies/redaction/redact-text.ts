import { hideCutSecrets } from "./cut-text";
import type { Secrets } from "./secrets";

/** Values as messages show them: quoted, and in a budget's filter. An instance's key, `x["key"]`, is part of an address. */
const shown = /(?<!\[)"([^"\n]{1,64})"|((?:user|aws):[^$\s"]{1,128}\$)([^\s,;"]{1,256})/g;

/** A short value that stands alone between words. */
const alone = /(?<=^|[\s,;(=])[^\s,;"()=:.\d][^\s,;"()=:.]{0,2}(?=$|[\s,;):.])/g;

/**
 * A message, evidence or error without the plan's secrets, in time that grows with the text alone. A secret that is too short
 * or too common to be looked for within text is replaced where the text shows it as a value.
 */
export function redactText(text: string, secrets: Secrets): string {
  if (!secrets.hasTexts) return secrets.inText(text);
  return hideCutSecrets(secrets.inText(hideShown(text, secrets)), secrets);
}

function hideShown(text: string, secrets: Secrets): string {
  const values = text.replace(shown, (all: string, quoted: string | undefined, filter: string, value: string) => {
    const placeholder = secrets.placeholderOfWhole(quoted ?? value);
    if (placeholder === undefined) return all;
    return quoted === undefined ? `${filter}${placeholder}` : `"${placeholder}"`;
  });
  return values.replace(alone, (word) => secrets.placeholderOfWhole(word) ?? word);
}

/** An address, construct path or file name: names stay, but for credentials of a known form in them. */
export function redactName(name: string, secrets: Secrets): string {
  return secrets.inName(name);
}
