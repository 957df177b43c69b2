import type * as Yaml from "yaml";
import { knownValue, undetermined, type Values } from "./value";

/** Makes of YAML text what `yamldecode` makes of it. */
export type DecodeYaml = (text: string) => Values;

/** Loads the parser, which most configurations do without. */
export async function yamlDecoder(): Promise<DecodeYaml> {
  const yaml = await import("yaml");
  return (text) => decode(yaml, text);
}

function decode(yaml: typeof Yaml, text: string): Values {
  // At log level "silent" the parser would also keep it to itself that a second document follows.
  const document = yaml.parseDocument(text, { prettyErrors: false, logLevel: "error" });
  if (document.errors.length > 0 || document.warnings.length > 0) return undetermined("YAML that is not read");
  return valuesOf(yaml, document.contents);
}

/** What the parsers of Go and JavaScript may read differently is left open, and that alone. */
function valuesOf(yaml: typeof Yaml, node: unknown): Values {
  if (!yaml.isNode(node) || yaml.isAlias(node) || node.tag !== undefined || node.anchor !== undefined) return doubtful;
  if (yaml.isSeq(node)) return [{ kind: "list", items: node.items.map((item) => valuesOf(yaml, item)) }];
  if (yaml.isMap(node)) return mapOf(yaml, node);
  return yaml.isScalar(node) ? scalarOf(node) : doubtful;
}

function mapOf(yaml: typeof Yaml, { items }: Yaml.YAMLMap): Values {
  const entries = new Map<string, Values>();
  for (const { key, value } of items) {
    const [name] = valuesOf(yaml, key);
    if (name?.kind !== "known" || typeof name.value !== "string" || name.value === "<<") return doubtful;
    entries.set(name.value, valuesOf(yaml, value));
  }
  return [{ kind: "map", entries }];
}

function scalarOf({ value, type, source = "" }: Yaml.Scalar): Values {
  if (type !== "PLAIN") return typeof value === "string" ? knownValue(value) : doubtful;
  return isPlainText(source) || isPlainValue(source) ? knownValue(value) : doubtful;
}

/** A text that begins with a letter is one, but for the words that some version of YAML takes for something else. */
const isPlainText = (source: string): boolean =>
  /^[A-Za-z]/.test(source) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(source);

const isPlainValue = (source: string): boolean => /^(?:true|false|null|0|-?[1-9]\d{0,14})$/.test(source);

const doubtful = undetermined("a part of a YAML file that is not read");
