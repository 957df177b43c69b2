import { describe, expect, test } from "@jest/globals";
import { parseExpression } from "../../../policies/plan/expression/parse";
import { Instances } from "../../../policies/plan/instances";
import type { ConfigModule, Source } from "../../../policies/plan/configuration/module";
import { resourcesOf } from "../../../policies/plan/configuration/module";
import { readPlannedResources } from "../../../policies/plan/planned-resources";
import { Follower } from "../../../policies/plan/values/follower";
import { plain, type Value, type Values } from "../../../policies/plan/values/value";
import { PlanWorld } from "../../../policies/plan/values/world";

const row = {
  address: "aws_x.y",
  mode: "managed",
  type: "aws_x",
  name: "y",
  change: {
    actions: ["create"],
    before: null,
    after: { names: ["b", "a"], flags: [{ on: true }, { on: false }], text: "x" },
    after_unknown: { later: true, models: true, arn: true, other: true },
    after_sensitive: {},
  },
};

const instances = new Instances(readPlannedResources([row], "plan"), {});
const resource = { mode: "managed", type: "aws_x", name: "y", sourceOf: () => undefined } as const;

interface Written {
  readonly locals?: Record<string, string>;
  readonly variables?: Record<
    string,
    { readonly type?: string | undefined; readonly value: unknown; readonly sensitive?: boolean }
  >;
  readonly structural?: boolean;
}

/** What an expression can be, in a module with one resource of which `later`, `models`, `arn` and `other` are not known. */
function values(text: string, { locals = {}, variables = {}, structural = false }: Written = {}): Values {
  expect(parseExpression(text)).not.toMatchObject({ kind: "opaque" });
  const template = (json: string): Source => ({ kind: "template", json: `\${${json}}`, writtenIn: "main.tf" });
  const module: ConfigModule = {
    ...resourcesOf(new Map([["managed|aws_x|y", resource]])),
    calls: new Map(),
    outputs: new Map(),
    locals: new Map(Object.entries(locals).map(([name, json]) => [name, template(json)])),
    variables: new Map(
      Object.entries(variables).map(([name, { type, sensitive = false }]) => [name, { type, sensitive }]),
    ),
  };
  const given = Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, { value }]));
  const follower = new Follower(new PlanWorld(module, given, instances), structural);
  return follower.source(template(text), [], { module, modulePath: [] }, "it");
}

/** As text that can be read in a table: attributes by name, lists without order in parentheses. */
function shown(all: Values): string {
  return all.map(showValue).join(" or ");
}

function showValue(value: Value): string {
  switch (value.kind) {
    case "known":
      return `${JSON.stringify(value.value)}${value.sensitive === true ? "!" : ""}`;
    case "attribute":
      return value.path.join(".");
    case "list":
      return value.loose === true ? `(${value.items.map(shown).join(" ")})` : `[${value.items.map(shown).join(" ")}]`;
    case "map":
      return `{${Array.from(value.entries, ([key, each]) => `${key}: ${shown(each)}`).join(" ")}}`;
    case "text":
      return `text(${value.parts.map(shown).join(" ")})`;
    case "document":
      return `json(${shown(value.of)})`;
    case "instances":
      return "instances";
    case "undetermined":
      return `?${value.because}`;
  }
}

describe("a for over what is known", () => {
  test.each<[string, string]>([
    ['[for x in ["b", "a"] : x]', '["b" "a"]'],
    ["[for x in [] : x]", "[]"],
    ['[for i, x in ["b", "a"] : i]', "[0 1]"],
    ['[for x in { b = 1, a = 2, B = 3, "é" = 4, "𐀀" = 5, "￰" = 6 } : x]', "[3 2 1 4 6 5]"],
    ["[for k, x in { b = 1, a = 2 } : k]", '["a" "b"]'],
    ['[for x in ["a", "b", "a"] : x if x == "a"]', '["a" "a"]'],
    ['[for i, x in ["a", "b"] : x if i > 0]', '["b"]'],
    ['[for x in ["a"] : x if "true"]', '["a"]'],
    ['[for x in ["a"] : x if "false"]', "[]"],
    ['{ for x in ["a", "b"] : x => 1 }', "{a: 1 b: 1}"],
    ['{ for i, x in ["a", "b"] : i => x }', '{0: "a" 1: "b"}'],
    ['{ for x in [true, 2] : x => "y" }', '{true: "y" 2: "y"}'],
    ['{ for k, v in { a = "x", b = "x", c = "y" } : v => k... }', '{x: ["a" "b"] y: ["c"]}'],
    ['{ for k, v in { a = "x", b = "x" } : v => k if k == "b" }', '{x: "b"}'],
    ['{ for k, v in { a = "x", b = "x" } : v => k }', "?two elements of a for expression have the same key"],
    ["{ for x in [1.5] : x => x }", "?a map whose keys are computed"],
    ["{ for x in [null] : x => x... }", "?a map whose keys are computed"],
    ['[for x in [["a"], ["b"]] : [for x in x : "${x}!"]]', '[["a!"] ["b!"]]'],
    ['[for x in ["a"] : [for y in ["b"] : "${x}${y}"]]', '[["ab"]]'],
    ['[for x in "a" : x]', "?a for expression over something that is no collection at hand"],
    ["[for x in null : x]", "?a for expression over something that is no collection at hand"],
    ["[for x in [1] : y]", "[?y alone is not a value]"],
    ["[[for x in [1] : x], x]", "[[1] ?x alone is not a value]"],
  ])("%s", (text, expected) => {
    expect(shown(values(text))).toBe(expected);
  });
});

describe("a for over what is not all known", () => {
  test.each<[string, string]>([
    ["[for x in [aws_x.y.arn, 1] : x]", "[arn 1]"],
    ["[for x in aws_x.y.names : x]", "[names.0 names.1]"],
    ['[for x in aws_x.y.names : "${x}!"]', '["b!" "a!"]'],
    [
      "[for i, x in aws_x.y.names : i]",
      "[?whether aws_x.y.names is a list or a set ?whether aws_x.y.names is a list or a set]",
    ],
    ["[for x in aws_x.y.flags : x.on if x.on]", "[flags.0.on]"],
    ["[for x in aws_x.y.later : x]", "?a for expression over aws_x.y.later, which is not known yet"],
    ["[for x in aws_x.y : x]", "?a for expression over aws_x.y, which is not known yet"],
    ["[for x in [1, 2] : x if aws_x.y.later]", "[1 2] or [1] or [2] or []"],
    ["[for x in [1, 2] : x if aws_x.y.later == x]", "[1 2] or [1] or [2] or []"],
    ["[for x in [1, 2, 3, 4, 5] : x if aws_x.y.later]", "?too many ways to leave elements of a for expression out"],
    ["{ for x in [1] : aws_x.y.other => x }", "?a map whose keys are computed"],
    ['{ for x in ["a", "b"] : x => aws_x.y[x] if aws_x.y.later || x == "a" }', "{a: a b: b} or {a: a}"],
    ["[for x in (aws_x.y.later ? [1] : [2, 3]) : x]", "[1] or [2 3]"],
    ["[for x in [(aws_x.y.later ? 1 : 2)] : x]", "[1 or 2]"],
    ["[for x in concat(aws_x.y.models, [1]) : x]", "?the function concat() is not followed"],
    ["[for aws_x in [{ y = { arn = 1 } }] : aws_x.y.arn]", "[1]"],
    ["[for local in [{ here = local.here }] : local.here]", "[arn]"],
    ["[for x in [local.here] : local.there]", '["there"]'],
    ["[for here in [1] : local.named]", "[?here alone is not a value]"],
  ])("%s", (text, expected) => {
    const locals = { here: "aws_x.y.arn", there: '"there"', named: "here" };
    expect(shown(values(text, { locals }))).toBe(expected);
  });
});

describe("a for over a variable", () => {
  const list = ["b", "a"];
  test.each<[string, string | undefined, unknown, string, string]>([
    ["of a list", "list(string)", list, "[for i, x in var.v : i]", "[0 1]"],
    ["of a set", "set(string)", list, "[for k, x in var.v : k]", '("b" "a")'],
    [
      "of a set, as the keys of an object",
      "set(string)",
      ["b", "a", "b"],
      "{ for x in var.v : x => 1 }",
      "{b: 1 a: 1}",
    ],
    ["of a set in an object", "object({ s = set(string) })", { s: list }, "[for x in var.v.s : x]", '("b" "a")'],
    ["of any type", "any", list, "[for i, x in var.v : i]", "[0 1]"],
    ["of a type that is not at hand", undefined, list, "[for x in var.v : x]", '("b" "a")'],
    [
      "of a type that is not at hand, by index",
      undefined,
      ["b"],
      "[for i, x in var.v : i]",
      "(?the index of an element of a list whose order is not worked out)",
    ],
    [
      "of a type that is not at hand, which may be an object's",
      undefined,
      { a: 1 },
      "[for x in var.v : x]",
      "?a for expression over a variable whose type is not in the plan",
    ],
    [
      "that is merged with others",
      undefined,
      { a: 1 },
      "[for x in merge(var.v, { b = 2 }) : x]",
      "?a for expression over a variable whose type is not in the plan",
    ],
    [
      "of an object, with what its type has",
      "object({ a = number })",
      { a: "1", b: 2 },
      "[for k, x in var.v : x]",
      "[1]",
    ],
    ["of a map", "map(number)", { b: 1, a: 2 }, "[for k, x in var.v : k]", '["a" "b"]'],
  ])("%s", (_, type, value, text, expected) => {
    expect(shown(values(text, { variables: { v: { type, value } } }))).toBe(expected);
  });

  test("that is secret keeps its values and its keys secret", () => {
    const variables = {
      v: { type: undefined, value: ["a"], sensitive: true },
      m: { type: "any", value: { k: "a" }, sensitive: true },
    };
    expect(shown(values("[for x in var.v : x]", { variables }))).toBe('("a"!)');
    expect(shown(values("[for k, x in var.m : [k, x]]", { variables }))).toBe('[["k"! "a"!]]');
  });
});

describe("a for that a reader of policies asks for", () => {
  test.each<[string, string]>([
    ["[for m in aws_x.y.models : m.model_arn]", "models.*.model_arn"],
    ["[for m in aws_x.y.models : m]", "models.*"],
    [
      "[for m in aws_x.y.models : m.model_arn if m.on]",
      "?a for expression over aws_x.y.models, which is not known yet",
    ],
    ["[for i, m in aws_x.y.models : m.model_arn]", "?a for expression over aws_x.y.models, which is not known yet"],
    ["{ for m in aws_x.y.models : m => m }", "?a for expression over aws_x.y.models, which is not known yet"],
    ['[for m in aws_x.y.models : "${m}/*"]', "?a for expression over aws_x.y.models, which is not known yet"],
    ["[for m in aws_x.y.models : aws_x.y.arn]", "?a for expression over aws_x.y.models, which is not known yet"],
    ["[for x in concat([aws_x.y.arn], aws_x.y.models) : { a = x }]", "({a: arn} {a: models}) or ({a: arn})"],
    ['[for x in compact(["", "a"]) : x]', '["a"]'],
    ['[for x in compact(["", aws_x.y.arn]) : x]', '("" arn) or (arn)'],
    ['[for x in toset(["a", "a"]) : x]', '("a" "a")'],
    ['{ for x in toset(["a", "a"]) : x => x }', '{a: "a"}'],
    [
      '{ for x in flatten([{ k = "a" }, { k = "a" }]) : x.k => x }',
      "?two elements of a for expression have the same key",
    ],
    ['{ for x in toset(["a", "b"]) : "k" => x... }', '{k: ("a" "b")}'],
    ['"%{ for x in ["a", "b"] }${x}:%{ endfor }${aws_x.y.arn}"', 'text("a:b:" arn)'],
    ['"%{ for x in [aws_x.y.arn] }${x}:%{ endfor }"', 'text(arn ":")'],
    ['"%{ if aws_x.y.later }a%{ else }b%{ endif }c"', 'text("a" or "b" "c")'],
  ])("%s", (text, expected) => {
    expect(shown(values(text, { structural: true }))).toBe(expected);
  });
});

describe("a template", () => {
  test.each<[string, string]>([
    ['"%{ if true }${aws_x.y.arn}%{ endif }"', "arn"],
    ['"%{ if aws_x.y.later }${aws_x.y.arn}%{ else }b%{ endif }"', 'arn or "b"'],
    ['"%{ if true }${aws_x.y.arn}%{ endif }c"', "?text around a value that is not known yet"],
    ['"%{ for x in ["a", "b"] ~} ${x} %{~ endfor }"', '"ab"'],
    ['"%{ for x in [] }a%{ endfor }"', '""'],
    ['"%{ if true }${[1]}%{ endif }"', "?text around a value that is not known yet"],
  ])("%s", (text, expected) => {
    expect(shown(values(text))).toBe(expected);
  });
});

test("what is known as a whole is plain", () => {
  const [list] = values('[for x in ["a"] : { k = x }]');
  expect(list && plain(list)).toEqual({ value: [{ k: "a" }] });
});
