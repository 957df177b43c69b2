/** Stand for the ARNs of three profiles, the third a known one, and for a foundation model, until it is said what they are. */
export const leaves = { one: "@one@", two: "@two@", third: "@third@", model: "@model@" } as const;

/** Of an expression over nothing but these each function has to be worked out exactly. */
const known: readonly string[] = [leaves.third, leaves.model, '"k1"'];
const mixed: readonly string[] = [leaves.one, leaves.one, leaves.two, ...known];

/** What the loops around an expression have named. */
interface Scope {
  readonly texts: readonly string[];
  readonly places: readonly string[];
  readonly keys: readonly string[];
}

const nothing: Scope = { texts: [], places: [], keys: [] };

type Choice = () => string;

/**
 * Writes Terraform expressions at random: texts, and the conditions, lists, maps and loops that make them. Terraform refuses some
 * when it works them out, since an element is not there or a key stands twice; none of them when it reads them.
 */
export class ExpressionTexts {
  private named = 0;
  private leaves = mixed;

  /** @param seed the same one writes the same expressions. */
  constructor(private seed: number) {}

  next(): string {
    this.leaves = this.chance(0.3) ? known : mixed;
    return this.text(2 + this.below(3), nothing);
  }

  private text(depth: number, scope: Scope): string {
    if (scope.texts.length > 0 && this.chance(0.45)) return this.one(scope.texts);
    if (depth <= 0) return this.leaf();
    const [text, list, map, rows, test] = this.parts(depth, scope);
    return this.any([
      () => this.leaf(),
      () => `(${test()} ? ${text()} : ${text()})`,
      () => `${list()}[${this.below(3)}]`,
      () => `element(${list()}, ${this.below(4)})`,
      () => `one(${list()})`,
      () => `${map()}[${this.key()}]`,
      () => `${map()}.${this.one(["a", "b", "c"])}`,
      () => `lookup(${map()}, ${this.key()}, ${text()})`,
      () => `coalesce(${text()}, ${text()})`,
      () => `coalesce(${list()}...)`,
      () => `try(${text()}, ${text()})`,
      () => this.one(["tostring", "sensitive", "trimspace", "lower"]) + `(${text()})`,
      () => `"\${${text()}}"`,
      () => `join("", [${text()}])`,
      () => `split(",", join(",", ${this.one(["", "toset", "distinct", "sort"])}(${list()})))[${this.below(2)}]`,
      () => `format("%s", ${text()})`,
      () => `replace(${text()}, "amazon", "arn")`,
      () => `values(${map()})[${this.below(3)}]`,
      () => `keys(${map()})[${this.below(2)}]`,
      () => `${rows()}[${this.below(2)}].${this.one(["name", "of"])}`,
      () => `(${rows()}${this.one(["[*]", ".*"])}.of)[${this.below(2)}]`,
      () => `zipmap(["a", "b"], ${list()})[${this.key()}]`,
      () => `${this.objectLoop(depth, scope, true)}[${this.key()}][${this.below(2)}]`,
      () => `"%{ if ${test()} }\${${text()}}%{ else }\${${text()}}%{ endif }"`,
      () => `"%{ for each in ${this.one(["", "toset"])}(${list()}) }\${each}%{ endfor }"`,
    ]);
  }

  private list(depth: number, scope: Scope): string {
    const [text, list, map, rows, test] = this.parts(depth, scope);
    const written: Choice = () => `[${Array.from({ length: 1 + this.below(3) }, text).join(", ")}]`;
    if (depth <= 0) return written();
    return this.any([
      written,
      written,
      () => this.listLoop(list(), depth, scope, "places"),
      () => this.listLoop(map(), depth, scope, "keys"),
      () => this.listLoop(`toset(${list()})`, depth, scope, "texts"),
      () => `[for row in ${rows()} : row.of${this.filter(depth, withNames(scope, { texts: ["row.of"] }))}]`,
      () => `concat(${list()}, ${list()})`,
      () => `flatten([${list()}, ${list()}])`,
      () => `flatten([for turn in [1, 2] : ${list()}])`,
      () => `${this.one(["distinct", "reverse", "sort", "compact", "tolist"])}(${list()})`,
      () => `tolist(${this.one(["setunion", "setintersection", "setsubtract"])}(${list()}, ${list()}))`,
      () => `coalescelist([], ${list()})`,
      () => `slice(${list()}, 0, 1)`,
      () => `values(${map()})`,
      () => `(${test()} ? ${list()} : ${list()})`,
      () => `${rows()}[*].of`,
      () => `[${text()}, null, ""]`,
    ]);
  }

  private map(depth: number, scope: Scope): string {
    const [text, list, map, rows, test] = this.parts(depth, scope);
    const written: Choice = () => {
      const entries = ["a", "b", ...(this.chance(0.4) ? ["c"] : [])].map((key) => `${key} = ${text()}`);
      return `{ ${(this.chance(0.3) ? entries.reverse() : entries).join(", ")} }`;
    };
    if (depth <= 0) return written();
    return this.any([
      written,
      written,
      () => `merge(${map()}, ${map()})`,
      () => `merge([for turn in [1, 2] : ${map()}]...)`,
      () => `tomap(${map()})`,
      () => this.objectLoop(depth, scope, false),
      () => `zipmap(["a", "b"], ${list()})`,
      () => `{ for row in ${rows()} : row.name => row.of }`,
      () => `{ for at, each in ${list()} : ["a", "b", "c"][at] => each }`,
      () => `(${test()} ? ${map()} : ${map()})`,
    ]);
  }

  /** Lists of objects. */
  private rows(depth: number, scope: Scope): string {
    const [text, , map, rows] = this.parts(depth, scope);
    const row: Choice = () => `{ name = ${this.key()}, of = ${text()} }`;
    if (depth <= 0) return `[${row()}, ${row()}]`;
    return this.any([
      () => `[${row()}, ${row()}]`,
      () => `[for key, each in ${map()} : { name = key, of = each }]`,
      () => `reverse(${rows()})`,
      () =>
        `[for row in ${rows()} : row${this.filter(depth, withNames(scope, { texts: ["row.of"], keys: ["row.name"] }))}]`,
      () => `[for row in ${rows()} : merge(row, { of = ${text()} })]`,
    ]);
  }

  private test(depth: number, scope: Scope): string {
    const [text, list, map, , test] = this.parts(depth, scope);
    const equal: Choice = () => this.one(["==", "!="]);
    if (scope.places.length > 0 && this.chance(0.5)) return `${this.one(scope.places)} == ${this.below(2)}`;
    if (scope.keys.length > 0 && this.chance(0.5)) return `${this.one(scope.keys)} ${equal()} ${this.key()}`;
    if (scope.texts.length > 0 && this.chance(0.4))
      return `${this.one(scope.texts)} ${equal()} ${this.one([leaves.model, "null", '""'])}`;
    if (depth <= 0) return this.one(["true", "false"]);
    return this.any([
      () => `${this.key()} == ${this.key()}`,
      () => `length(${list()}) > ${this.below(3)}`,
      () => `${text()} ${equal()} ${leaves.model}`,
      () => `contains(${list()}, ${leaves.model})`,
      () => `contains(keys(${map()}), ${this.key()})`,
      () => `startswith(${text()}, "arn")`,
      () => `can(${text()})`,
      () => `!(${test()})`,
      () => `(${test()} ${this.one(["&&", "||"])} ${test()})`,
    ]);
  }

  private listLoop(collection: string, depth: number, scope: Scope, first: keyof Scope): string {
    const [key, value] = [this.name(), this.name()];
    const inner = withNames(withNames(scope, { texts: [value] }), { [first]: [key] });
    return `[for ${key}, ${value} in ${collection} : ${this.text(depth - 1, inner)}${this.filter(depth, inner)}]`;
  }

  private objectLoop(depth: number, scope: Scope, grouped: boolean): string {
    const [key, value] = [this.name(), this.name()];
    const inner = withNames(scope, { texts: [value], keys: [key] });
    const by = this.one([key, key, `"\${${key}}"`, `upper(${key})`, `(${key} == "a" ? "b" : ${key})`, this.key()]);
    const result = `${this.text(depth - 1, inner)}${grouped ? "..." : ""}${this.filter(depth, inner)}`;
    return `{ for ${key}, ${value} in ${this.map(depth - 1, scope)} : ${by} => ${result} }`;
  }

  private filter(depth: number, scope: Scope): string {
    return this.chance(0.5) ? ` if ${this.test(depth - 1, scope)}` : "";
  }

  private parts(depth: number, scope: Scope): [Choice, Choice, Choice, Choice, Choice] {
    return [
      () => this.text(depth - 1, scope),
      () => this.list(depth - 1, scope),
      () => this.map(depth - 1, scope),
      () => this.rows(depth - 1, scope),
      () => this.test(depth - 1, scope),
    ];
  }

  /** Now and then one that hides what is called so without. */
  private name(): string {
    return this.chance(0.2) ? this.one(["each", "var", "local", "path"]) : `v${this.named++}`;
  }

  private leaf(): string {
    return this.one(this.leaves);
  }

  private key(): string {
    return this.one(['"a"', '"b"', '"c"']);
  }

  private any(choices: readonly Choice[]): string {
    return this.one(choices)();
  }

  private one<T>(of: readonly T[]): T {
    const chosen = of[this.below(of.length)];
    if (chosen === undefined) throw new Error("nothing to choose from");
    return chosen;
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  /** Mulberry32. Source: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
  private random(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

const withNames = (scope: Scope, more: Partial<Scope>): Scope => ({
  texts: [...scope.texts, ...(more.texts ?? [])],
  places: [...scope.places, ...(more.places ?? [])],
  keys: [...scope.keys, ...(more.keys ?? [])],
});
