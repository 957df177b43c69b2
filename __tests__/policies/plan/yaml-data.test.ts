import { beforeAll, expect, test } from "@jest/globals";
import { knownValue, plain, type Values } from "../../../policies/plan/values/value";
import { yamlDecoder, type DecodeYaml } from "../../../policies/plan/values/yaml-data";

let decode: DecodeYaml;
beforeAll(async () => {
  decode = await yamlDecoder();
});

test.each<[string, string, unknown]>([
  ["maps and lists", "a:\n  - b: c\n  - d\n", { a: [{ b: "c" }, "d"] }],
  ["flow style", '{a: [b, "c"], d: {}}', { a: ["b", "c"], d: {} }],
  ["model ids", "id: amazon.nova-lite-v1:0", { id: "amazon.nova-lite-v1:0" }],
  ["texts in quotes", `a: "12"\nb: 'yes'\nc: "x\\n"`, { a: "12", b: "yes", c: "x\n" }],
  ["texts of several lines", "a: |\n  x\n  y\nb: >-\n  x\n  y\nc: x\n  y\n", { a: "x\ny\n", b: "x y", c: "x y" }],
  ["conditions, numbers and null", "[true, false, 0, -12, 450, null]", [true, false, 0, -12, 450, null]],
])("%s are read", (_, text, expected) => {
  expect(decode(text).map(plain)).toEqual([{ value: expected }]);
});

const open = [expect.objectContaining({ kind: "undetermined" })];

test.each([
  "yes",
  "No",
  "on",
  "y",
  "True",
  "~",
  "2024-01-01",
  "1_000",
  "0x1F",
  "017",
  "1.5",
  "1e3",
  ".inf",
  "-x",
  "!!str 1",
  "&a x",
  "9007199254740993",
])("%s, which parsers may read differently, is left open, and what stands beside it is read", (scalar) => {
  const [map] = decode(`a: ${scalar}\nb: c\n`);
  const entries: ReadonlyMap<string, Values> = map?.kind === "map" ? map.entries : new Map<string, Values>();
  expect(entries.get("a")).toEqual(open);
  expect(entries.get("b")).toEqual(knownValue("c"));
});

test.each([
  ["a key that is none", "1: x"],
  ["merged maps", "a: &b {c: d}\n<<: *b\n"],
  ["a key twice", "a: x\na: y\n"],
  ["two documents", "a: x\n---\nb: y\n"],
  ["nothing", ""],
  ["no YAML", "a: [x"],
  ["a tag", "!!map {a: b}"],
  ["an alias", "- &a x\n- *a\n"],
])("a file with %s is left open", (_, text) => {
  const values = decode(text);
  const [only] = values;
  expect(only?.kind === "list" ? only.items : [values]).toEqual(expect.arrayContaining([open]));
});
