import { describe, expect, test } from "@jest/globals";
import type { PlannedResource } from "../../../policies/plan/planned-resources";
import { shown } from "./estate/shown";
import { constant, readerOf, smallPlan, written, type Small } from "./estate/small-plan";

/** What an attribute of a resource may be, whose block says that, in a plan whose module call `m` says so. */
function valueOf(own: Small, call: object = {}, more: object = {}): unknown[] {
  const plan = smallPlan({
    "aws_x.a": { unknown: { v: true }, ...own },
    "aws_sns_topic.t": { unknown: { arn: true } },
  });
  Object.assign(plan.configuration.root_module.module_calls["m"] ?? {}, call);
  Object.assign(plan.configuration.root_module.resources[0] ?? {}, more);
  const reader = readerOf(plan);
  const [resource] = reader.instances.ofType("aws_x") as [PlannedResource];
  return shown(reader.attribute(resource, ["v"]));
}

const says = (text: unknown): Small => ({ block: { v: written(text) } });
const passing = (text: unknown, more: object = {}, variable: object = {}) => ({
  expressions: { in: written(text) },
  module: {
    resources: [
      {
        mode: "managed",
        type: "aws_x",
        name: "a",
        provider_config_key: "m:aws",
        expressions: { v: written("${var.in}") },
      },
    ],
    variables: { in: variable },
  },
  ...more,
});

describe("in an instance of a module", () => {
  const keyed = { for_each_expression: constant({ red: "r", blue: "b" }) };

  test.each<[string, string, object, unknown[]]>([
    ["a variable is what its call passes", "m", passing("x"), ["x"]],
    ["what is passed is read where the call stands", "m", passing("${aws_sns_topic.t.arn}"), ["aws_sns_topic.t.arn"]],
    ["count.index is the instance's", "m[1]", passing("${count.index}", { count_expression: constant(2) }), [1]],
    ["each.key is the instance's", 'm["red"]', passing("${each.key}", keyed), ["red"]],
    ["each.value is the instance's", 'm["blue"]', passing("${each.value}", keyed), ["b"]],
    [
      "each.value over a set is its key",
      'm["red"]',
      passing("${each.value}", { for_each_expression: written('${toset(["red", "blue"])}') }),
      ["red"],
    ],
    ["each.value is open where its for_each is not at hand", 'm["red"]', passing("${each.value}"), ["open"]],
    ["each.value is open under a key that there is not", 'm["green"]', passing("${each.value}", keyed), ["open"]],
    ["count.index is open where it has a key", 'm["red"]', passing("${count.index}", keyed), ["open"]],
    [
      "each.key is open where it is counted",
      "m[1]",
      passing("${each.key}", { count_expression: constant(2) }),
      ["open"],
    ],
    ["each.key is open where it is neither", "m", passing("${each.key}"), ["open"]],
  ])("%s", (_, module, call, expected) => {
    expect(valueOf({ module, ...says("unused") }, call)).toEqual(expected);
  });

  test("the call's own instance is not the resource's", () => {
    const inModule = { module: { resources: [] as object[], variables: {} } };
    const block = (text: string) => ({
      ...{ mode: "managed", type: "aws_x", name: "a", expressions: { v: written(text) } },
    });
    for (const text of ["${each.key}", "${each.value}", "${count.index}"]) {
      const call = { ...keyed, module: { ...inModule.module, resources: [block(text)] } };
      expect(valueOf({ module: 'm["red"]', ...says(text) }, call)).toEqual(["open"]);
    }
  });

  test("a variable that nothing passes is its default", () => {
    const call = { ...passing("x", {}, { default: "d" }), expressions: {} };
    expect(valueOf({ module: "m", ...says("unused") }, call)).toEqual(["d"]);
    expect(valueOf({ module: "m", ...says("unused") }, { ...passing("x"), expressions: {} })).toEqual(["open"]);
  });

  test("a variable that is passed null may be its default, and is null where it has none", () => {
    expect(valueOf({ module: "m", ...says("unused") }, passing(null, {}, { default: "d" }))).toEqual([null, "d"]);
    expect(valueOf({ module: "m", ...says("unused") }, passing(null))).toEqual([null]);
  });

  test("nothing is followed where its body is not at hand", () => {
    expect(valueOf({ module: "m", ...says("x") }, { module: undefined })).toEqual(["open"]);
  });
});

test("the way to each.value is told, and why it is open", () => {
  const plan = smallPlan({ "aws_x.a": { index: "k", unknown: { v: true }, ...says("${each.value}") } });
  const read = () => {
    const reader = readerOf(plan);
    return reader.attribute(reader.instances.all[0] as PlannedResource, ["v"]);
  };
  expect(read().possible).toMatchObject([{ because: "the for_each of this block is not at hand" }]);
  Object.assign(plan.configuration.root_module.resources[0] ?? {}, { for_each_expression: written({ k: "${1}" }) });
  expect(read().trail).toEqual(['aws_x.a["k"].v = ${each.value}', 'for_each = {"k":"${1}"}']);
});

describe("in an instance of a resource", () => {
  test.each<[string, Small, object, unknown[]]>([
    ["count.index is its number", { index: 1, ...says("${count.index}") }, { count_expression: constant(2) }, [1]],
    ["each.key is its key", { index: "k", ...says("${each.key}") }, { for_each_expression: constant(["k"]) }, ["k"]],
    [
      "each.value may be what either of two maps says",
      { index: "k", ...says("${each.value}") },
      { for_each_expression: written('${var.x ? {k = "a"} : {k = "b"}}') },
      ["a", "b"],
    ],
    ["each.value is open without a for_each", { index: "k", ...says("${each.value}") }, {}, ["open"]],
  ])("%s", (_, own, more, expected) => {
    expect(valueOf(own, {}, more)).toEqual(expected);
  });
});
