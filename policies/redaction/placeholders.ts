/** Fixed width, so that a placeholder and the text after it can never be read as another placeholder. */
const idWidth = 6;
const ownForm = /^redacted([0-9a-z]{6})(?:\$?\$\{\})?$/;
const templateMarker = /[$%]\{/;

const anyPlaceholder = /redacted[0-9a-z]{6}|(?<!\d)900\d{4,}(?!\d)/;

/** Could a secret have stood in this text? Then it cannot be compared with what it was. A number like ours counts as one. */
export function mayHoldPlaceholder(text: string): boolean {
  return anyPlaceholder.test(text);
}

/**
 * Hands out what stands in a secret's place: the same for the same secret, another for another one, in the order of first sight.
 * A word is in the alphabet of identifiers and ARNs; a number stays a number.
 */
export class Placeholders {
  private readonly words = new Map<string, string>();
  private readonly numbers = new Map<string, string>();
  private readonly digitsByLength = new Map<number, Map<string, string>>();
  private lastWord = 0;

  /** Text that stood in a secret's place before stays as it is, and its number is not given to another secret. */
  isOwn(text: string): boolean {
    const id = ownForm.exec(text)?.[1];
    if (id === undefined) return false;
    this.lastWord = Math.max(this.lastWord, Number.parseInt(id, 36));
    return true;
  }

  word(secret: string): string {
    const existing = this.words.get(secret);
    if (existing !== undefined) return existing;
    const made = `redacted${(++this.lastWord).toString(36).padStart(idWidth, "0")}`;
    // Where a reader asks whether a text could hold a template, the answer stays.
    const kept = templateMarker.test(secret) ? `${made}\${}` : made;
    this.words.set(secret, kept);
    return kept;
  }

  /** Keeps the sign; zero is never asked for. */
  number(secret: string): string {
    const existing = this.numbers.get(secret);
    if (existing !== undefined) return existing;
    const made = `${secret.startsWith("-") ? "-" : ""}${firstNumber + this.numbers.size}`;
    this.numbers.set(secret, made);
    return made;
  }

  /** Keeps the length: an account id inside an ARN must stay twelve digits long. */
  digits(secret: string): string {
    const sameLength = this.digitsByLength.get(secret.length) ?? new Map<string, string>();
    this.digitsByLength.set(secret.length, sameLength);
    const made = sameLength.get(secret) ?? `9${String(sameLength.size + 1).padStart(secret.length - 1, "0")}`;
    sameLength.set(secret, made);
    return made;
  }
}

/** Seven digits: shorter than what counts as a secret inside other text. */
const firstNumber = 9_000_001;
