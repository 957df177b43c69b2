import { knownFormsIn } from "./known-forms";
import { Placeholders } from "./placeholders";
import { isDecimal, isKeptWord, reachOf } from "./reach";
import { piecesAroundModels, piecesOf, secretPartsOf, type Piece } from "./structured-text";
import { TextFinder, type Hit } from "./text-finder";

/** What the marks of a plan, and its configuration, tell to be secret. */
export interface FoundSecrets {
  readonly texts: Set<string>;
  /** Numbers are replaced at their places; as text only if they are long. */
  readonly numbers: { readonly value: number; readonly container: object; readonly key: string | number }[];
  readonly instanceKeys: Set<string>;
  /** Texts that are no secret wherever they stand, as verdicts are made by them: tag keys, allowed projects. */
  readonly publicTexts: ReadonlySet<string>;
}

/** The secrets of one plan and what stands in their places. The same secret has the same placeholder in the plan and in messages. */
export class Secrets {
  private readonly placeholders = new Placeholders();
  private readonly wholeTexts = new Map<string, string>();
  private readonly within = new Map<string, string>();
  private readonly numbers = new Map<object, Map<string | number, number>>();
  private readonly publicTexts: ReadonlySet<string>;
  private finder: TextFinder | undefined;
  /** Keys of `for_each` instances: they are part of addresses, which Terraform lets no sensitive value into. */
  readonly instanceKeys: ReadonlySet<string>;

  constructor({ texts, numbers, instanceKeys, publicTexts }: FoundSecrets) {
    this.publicTexts = publicTexts;
    this.instanceKeys = instanceKeys;
    const parts = [...texts].flatMap(secretPartsOf).flatMap((part) => [part, part.trim()]);
    // What is a placeholder already is seen before any is handed out.
    for (const part of parts.filter((each) => !this.isOwn(each))) this.addText(part);
    for (const { value, container, key } of numbers) this.addNumber(value, container, key);
  }

  numberAt(value: number, container: object, key: string | number): number {
    const placed = this.numbers.get(container)?.get(key);
    if (placed !== undefined) return placed;
    if (Math.abs(value) < shortestCopied) return value;
    const text = String(value);
    const copied = isDecimal(text) ? this.wholeTexts.get(text) : undefined;
    return copied === undefined ? value : Number(copied);
  }

  /** A text that is a value: a secret that it is, or that is in it, is replaced; the scaffold of an ARN or a filter stays. */
  inValue(text: string): string {
    const whole = this.wholeTexts.get(text);
    if (whole !== undefined) return whole;
    if (this.staysAsItIs(text)) return text;
    const pieces = piecesOf(text);
    if (pieces === undefined) return this.inText(text);
    return pieces.map((piece) => (piece.scaffold ? piece.text : this.inPiece(piece.text))).join("");
  }

  /** A name that Terraform or its author gave: an address, a reference, a key. Only credentials of a known form are replaced. */
  inName(text: string): string {
    return this.replace(text, this.knownFormHits(text));
  }

  /** Any text: every secret within it that is looked for anywhere. */
  inText(text: string): string {
    const forms = this.knownFormHits(text);
    if (this.within.size === 0) return this.replace(text, forms);
    this.finder ??= new TextFinder(this.within);
    return this.replace(text, [...this.finder.hits(text), ...forms]);
  }

  /** The secret texts that are looked for within others, each with its placeholder. */
  get textsWithin(): ReadonlyMap<string, string> {
    return this.within;
  }

  /** Whether any text at all is a secret. */
  get hasTexts(): boolean {
    return this.wholeTexts.size > 0;
  }

  /** What stands in the place of a text that is a secret as a whole; undefined when it is none. */
  placeholderOfWhole(text: string): string | undefined {
    return this.wholeTexts.get(text);
  }

  private inPiece(text: string): string {
    return this.wholeTexts.get(text) ?? (this.staysAsItIs(text) ? text : this.inText(text));
  }

  private staysAsItIs(text: string): boolean {
    return isKeptWord(text) || this.publicTexts.has(text);
  }

  private addNumber(value: number, container: object, key: string | number): void {
    if (value === 0) return;
    const text = String(value);
    // Very large and very small numbers are written with an exponent, and are not looked for as text.
    const asText = isDecimal(text);
    if (asText && reachOf(text) === "anywhere") this.addText(text);
    const places = this.numbers.get(container) ?? new Map<string | number, number>();
    places.set(key, Number(asText ? this.placeholderOf(text) : this.placeholders.number(text)));
    this.numbers.set(container, places);
  }

  private addText(text: string): void {
    const reach = reachOf(text);
    if (reach === "kept" || this.publicTexts.has(text)) return;
    const placeholder = this.placeholderOf(text);
    this.wholeTexts.set(text, placeholder);
    if (reach === "whole") return;
    this.within.set(text, placeholder);
    // Copies of it stand in JSON within a text, as Terraform's jsonencode and others write it, and in templates.
    const quoted = JSON.stringify(text).slice(1, -1);
    this.within.set(quoted, placeholder);
    this.within.set(quoted.replace(/[<>&]/g, unicodeEscape), placeholder);
    const escaped = text.replace(/[$%]\{/g, (marker) => `${marker.charAt(0)}${marker}`);
    this.within.set(
      escaped,
      placeholder.replaceAll("${}", () => "$${}"),
    );
  }

  private isOwn(text: string): boolean {
    const own = (piecesAroundModels(text) ?? [{ text, scaffold: false }])
      .flatMap((piece) => (piece.scaffold ? secretPartsOf(piece.text) : [piece.text]))
      // Each is looked at, since its number is taken.
      .map((part) => this.placeholders.isOwn(part));
    return !own.includes(false);
  }

  private placeholderOf(text: string): string {
    const pieces = piecesAroundModels(text);
    if (pieces !== undefined) return pieces.map((piece) => this.besideModels(piece)).join(" ");
    if (!isDecimal(text)) return this.placeholders.word(text);
    return reachOf(text) === "anywhere" && /^\d+$/.test(text)
      ? this.placeholders.digits(text)
      : this.placeholders.number(text);
  }

  /** A model or a profile in a list stays one: a verdict may hang on it. */
  private besideModels({ text, scaffold }: Piece): string {
    if (!scaffold) return this.placeholders.isOwn(text) ? text : this.placeholders.word(text);
    return secretPartsOf(text)
      .filter((part) => !this.placeholders.isOwn(part))
      .reduce((word, part) => word.replace(part, () => this.placeholderOf(part)), text);
  }

  private knownFormHits(text: string): Hit[] {
    return knownFormsIn(text).map(({ start, end }) => {
      const credential = text.slice(start, end);
      return {
        start,
        end,
        replacement: this.placeholders.isOwn(credential) ? credential : this.placeholders.word(credential),
      };
    });
  }

  private replace(text: string, hits: Hit[]): string {
    if (hits.length === 0) return text;
    hits.sort((a, b) => a.start - b.start || b.end - a.end);
    let result = "";
    let done = 0;
    for (const { start, end, replacement } of hits) {
      if (end <= done) continue;
      // Of two secrets that overlap nothing is left standing, neither of the first nor of the second.
      result += text.slice(done, start) + replacement;
      done = end;
    }
    return result + text.slice(done);
  }
}

/** Eight digits: a shorter number is a size, a port or a limit rather than a copy of a secret. */
const shortestCopied = 1e7;

const unicodeEscape = (character: string): string => `\\u00${character.charCodeAt(0).toString(16)}`;
