import type * as Yaml from "yaml";
import { UnusableInputError } from "../unusable-input";
import { quoted, visible } from "./quoted";

type Path = readonly PropertyKey[];

export interface YamlText {
  /** Maps as plain objects, lists, texts, numbers, booleans and null. */
  readonly value: unknown;
  /** Line of the value there, or of the nearest value around it. */
  readonly lineOf: (path: Path) => number;
  /** Line of a key of the map there. */
  readonly lineOfKey: (path: Path, key: string) => number;
}

/** Settings are a page; what is longer is another file. */
const longest = 256 * 1024;

/** Settings nest four levels, which are twice as many in the syntax tree, and the document is one more. */
const deepest = 16;

/**
 * Reads the plain part of YAML 1.2: maps, lists and scalars. Duplicate keys, tags, anchors, aliases and several documents are
 * refused. The parser is loaded on demand: most runs have no settings.
 * @throws UnusableInputError naming the line.
 */
export async function readYaml(text: string, file: string): Promise<YamlText> {
  const yaml = await import("yaml");
  if (text.length > longest)
    throw new UnusableInputError(`${file} is longer than ${longest / 1024} KiB: no settings are`);
  const lines = new yaml.LineCounter();
  const fault = (offset: number, problem: string): UnusableInputError =>
    new UnusableInputError(`${file}:${Math.max(1, lines.linePos(offset).line)}: ${problem}`);

  const tooDeep = offsetBelow(yaml, text, lines);
  if (tooDeep !== undefined) throw fault(tooDeep, `nested deeper than settings are`);

  // At log level "silent" the parser would also keep it to itself that a second document follows.
  const document = yaml.parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: "error" });
  const problem: YamlProblem | undefined = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) throw fault(problem.pos[0], explain(problem));
  if (document.directives.yaml.version !== "1.2") throw fault(0, "settings are YAML 1.2: take the %YAML line out");
  checkNode(yaml, document.contents, fault);

  const lineAt = (node: unknown): number =>
    yaml.isNode(node) && node.range ? Math.max(1, lines.linePos(node.range[0]).line) : 1;
  const nodeAt = (path: Path): unknown => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (yaml.isNode(node)) return node;
    }
    return document.contents;
  };
  return {
    value: document.toJS({ maxAliasCount: 0 }) as unknown,
    lineOf: (path) => lineAt(nodeAt(path)),
    lineOfKey: (path, key) => {
      const map = nodeAt(path);
      const pair = yaml.isMap(map) ? map.items.find((each) => keyText(yaml, each.key) === key) : undefined;
      return lineAt(pair?.key ?? map);
    },
  };
}

/**
 * Offset of what lies too deep. The parser proper recurses, and near the end of the stack V8 may end the whole process while it
 * compiles a regular expression; this looks at the syntax tree first, which is built and walked without recursion.
 */
function offsetBelow(yaml: typeof Yaml, text: string, lines: Yaml.LineCounter): number | undefined {
  for (const root of new yaml.Parser(lines.addNewLine).parse(text)) {
    const open: { token: Yaml.CST.Token; depth: number }[] = [{ token: root, depth: 0 }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { token, depth } = next;
      if (depth > deepest) return token.offset;
      const below: (Yaml.CST.Token | null | undefined)[] = [];
      if (token.type === "document") below.push(token.value);
      if ("items" in token) for (const { key, value } of token.items) below.push(key, value);
      for (const each of below) if (each) open.push({ token: each, depth: depth + 1 });
    }
  }
  return undefined;
}

type YamlProblem = Pick<Yaml.YAMLError, "code" | "message" | "pos">;

function explain({ code, message }: YamlProblem): string {
  if (code === "TAG_RESOLVE_FAILED") return "tags (!name) are not read: write the value alone";
  if (code === "MULTIPLE_DOCS") return "settings are one document: take the line --- or ... out";
  return `not YAML: ${visible(message.slice(0, 200))}`;
}

type Fault = (offset: number, problem: string) => UnusableInputError;

function checkNode(yaml: typeof Yaml, node: unknown, fault: Fault): void {
  if (!yaml.isNode(node)) return;
  const at = node.range?.[0] ?? 0;
  if (yaml.isAlias(node)) throw fault(at, `the alias *${visible(node.source)} is not read: write the value out`);
  if (node.anchor !== undefined) throw fault(at, `the anchor &${visible(node.anchor)} is not read: take it out`);
  if (node.tag !== undefined && !yaml.isPair(node)) throw fault(at, "tags (!name) are not read: write the value alone");
  if (yaml.isSeq(node)) for (const item of node.items) checkNode(yaml, item, fault);
  if (yaml.isMap(node)) checkMap(yaml, node, fault);
}

/** The parser's own search for duplicates compares every key with every other. */
function checkMap(yaml: typeof Yaml, map: Yaml.YAMLMap, fault: Fault): void {
  const seen = new Set<string>();
  for (const { key, value } of map.items) {
    checkNode(yaml, key, fault);
    const at = (yaml.isNode(key) ? key.range?.[0] : undefined) ?? 0;
    const name = keyText(yaml, key);
    if (name === undefined) throw fault(at, "a key has to be one word");
    if (seen.has(name)) throw fault(at, `the key ${quoted(name)} is there twice: keep one`);
    seen.add(name);
    checkNode(yaml, value, fault);
  }
}

function keyText(yaml: typeof Yaml, key: unknown): string | undefined {
  return yaml.isScalar<string | number | boolean | bigint | null>(key) ? String(key.value ?? "") : undefined;
}
