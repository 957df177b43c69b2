import { describe, expect, test } from "@jest/globals";
import { readDeclaredType } from "../../../policies/plan/values/declared-type";

describe("a declared type", () => {
  const text = { kind: "string" };
  const object = (members: Record<string, object>) => ({ kind: "object", members: new Map(Object.entries(members)) });

  test.each<[string, unknown]>([
    ["string", text],
    ["any", { kind: "any" }],
    ["list", { kind: "list", of: { kind: "any" } }],
    ["map", { kind: "map", of: { kind: "any" } }],
    ["set", undefined],
    ["list(string)", { kind: "list", of: text }],
    ["set(map(bool))", { kind: "set", of: { kind: "map", of: { kind: "bool" } } }],
    ["tuple([string, number])", { kind: "tuple", items: [text, { kind: "number" }] }],
    ["tuple([string, what])", undefined],
    ["tuple(string)", undefined],
    ["object({ a = string })", object({ a: { type: text, optional: false } })],
    ["object({ a = optional(string) })", object({ a: { type: text, optional: true } })],
    ["object({ a = optional(string, null) })", object({ a: { type: text, optional: true, fallback: null } })],
    [
      'object({ a = optional(list(string), ["x", 1]) })',
      object({ a: { type: { kind: "list", of: text }, optional: true, fallback: ["x", 1] } }),
    ],
    [
      'object({ a = optional(map(string), { k = "x", l = [] }) })',
      object({ a: { type: { kind: "map", of: text }, optional: true, fallback: { k: "x", l: [] } } }),
    ],
    ["object({ a = optional(string, var.x) })", undefined],
    ["object({ a = optional(list(string), [var.x]) })", undefined],
    ["object({ a = optional(map(string), { k = var.x }) })", undefined],
    ["object({ a = optional(map(string), { (var.x) = 1 }) })", undefined],
    ["object({ (var.x) = string })", undefined],
    ["object({ a = what })", undefined],
    ["object(string)", undefined],
    ["list(string, number)", undefined],
    ["box(string)", undefined],
    ["1", undefined],
    ["", undefined],
  ])("%s is read, or is not modelled", (declared, expected) => {
    expect(readDeclaredType(declared)).toEqual(expected);
  });
});
