import { describe, expect, test } from "@jest/globals";
import { parseExpression } from "../../../policies/plan/expression/parse";
import { namedThings, namesOf } from "../../../policies/plan/expression/references";

describe("the things that an expression names", () => {
  test.each<[string, string[] | undefined]>([
    ["aws_x.y.arn", ["aws_x.y"]],
    ["aws_x.y", ["aws_x.y"]],
    ["data.aws_x.y.id", ["data.aws_x.y"]],
    ["data.aws_x", []],
    ["var.a.b.c", ["var.a"]],
    ["module.m[0].out", ["module.m"]],
    ['aws_x.y["k"].arn', ["aws_x.y"]],
    ["aws_x.y[var.k].arn", ["aws_x.y", "var.k"]],
    ["aws_x.y[*].arn", ["aws_x.y"]],
    ["aws_x.y[*][var.k]", ["aws_x.y", "var.k"]],
    ["var.t ? local.a : local.b", ["var.t", "local.a", "local.b"]],
    ["f(var.a, [var.b], { (var.c) = var.d })", ["var.a", "var.b", "var.c", "var.d"]],
    ['"x-${var.a}"', ["var.a"]],
    ["!var.a || var.b == 1", ["var.a", "var.b"]],
    ["each.value.arn", []],
    ["count.index + self.x + path.module + terraform.workspace", []],
    ["alone", []],
    ["(var.a).b", ["var.a"]],
    ["f(var.a).b.c", ["var.a"]],
    ["[var.a, [for x in y : x], f(]", undefined],
    ["[for x in var.a : x.y]", ["var.a"]],
    ["[for i, x in var.a : local.b[i] if x.y == i.z]", ["var.a", "local.b"]],
    ["{ for local in local.a : local.b => local.c... }", ["local.a"]],
    ["[for x in x.a : [for y in x.b : aws_x.y[y.c] if x.d]]", ["x.a", "aws_x.y"]],
    ["[[for x in var.a : x.b], x.c]", ["var.a", "x.c"]],
    ['"%{ for x in var.a }${x.b}${var.c}%{ endfor }"', ["var.a", "var.c"]],
  ])("%s", (text, expected) => {
    const found = namedThings(parseExpression(text));
    expect(found === undefined ? undefined : [...found].sort()).toEqual(expected?.sort());
  });
});

test.each<[string, string[] | undefined]>([
  ["a.b.c", ["a", "b", "c"]],
  ['a["b"]', ["a", "b"]],
  ["a[0].b", undefined],
  ["a[b].c", undefined],
  ["f(a).b", undefined],
  ["a", ["a"]],
])("%s is names alone, or not", (text, expected) => {
  expect(namesOf(parseExpression(text))).toEqual(expected);
});
