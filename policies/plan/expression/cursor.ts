/** A construct that the parser does not read. It is caught once, at the top, and makes the whole expression opaque. */
export class UnreadableExpression extends Error {}

/** Deep nesting is refused before it can exhaust the stack; real expressions stay far below. */
const maxDepth = 100;

export const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** A place in an expression's text: characters, white space, comments, and the nesting guard. */
export class Cursor {
  position = 0;
  /** Within braces a line break ends an item; within parentheses and brackets it is white space. */
  private lineBreakEnds = false;
  private depth = 0;

  constructor(readonly text: string) {}

  get done(): boolean {
    return this.position >= this.text.length;
  }

  at(token: string): boolean {
    this.skipSpace();
    return this.text.startsWith(token, this.position);
  }

  take(token: string): boolean {
    if (!this.at(token)) return false;
    this.position += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) throw new UnreadableExpression(`expected ${token} at ${this.position}`);
  }

  match(pattern: RegExp): string | undefined {
    this.skipSpace();
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  /** A word, and not the beginning of a longer one. */
  takeWord(word: string): boolean {
    const before = this.position;
    if (this.match(identifier) === word) return true;
    this.position = before;
    return false;
  }

  name(): string {
    const name = this.match(identifier);
    if (name === undefined) throw new UnreadableExpression(`expected a name at ${this.position}`);
    return name;
  }

  /** What a pattern matches at this very place, if only nothing: within a text, white space counts. */
  run(pattern: RegExp): string {
    const start = this.position;
    this.pass(pattern);
    return this.text.slice(start, this.position);
  }

  within<T>(lineBreakEnds: boolean, read: () => T): T {
    if (++this.depth > maxDepth) throw new UnreadableExpression("nested too deeply");
    const before = this.lineBreakEnds;
    this.lineBreakEnds = lineBreakEnds;
    try {
      return read();
    } finally {
      this.lineBreakEnds = before;
      this.depth--;
    }
  }

  skipSpace(): void {
    if (beginsNoSpace(this.text.charCodeAt(this.position))) return;
    this.pass(this.lineBreakEnds ? lineSpace : anySpace);
  }

  skipLineBreaks(): void {
    this.pass(anySpace);
  }

  /** A sticky pattern that matches everywhere, if only nothing, ends where it stopped. */
  private pass(pattern: RegExp): void {
    pattern.lastIndex = this.position;
    pattern.test(this.text);
    this.position = pattern.lastIndex;
  }
}

const hash = 0x23;
const slash = 0x2f;

/** Most places have neither white space nor a comment, of which a look at one character assures. */
const beginsNoSpace = (code: number): boolean => code > 0x20 && code < 0x7f && code !== hash && code !== slash;

const anySpace = /(?:[\s]|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const lineSpace = /(?:[ \t\r]|\/\*[^]*?\*\/)*/y;
