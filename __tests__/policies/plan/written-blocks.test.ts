import { describe, expect, test } from "@jest/globals";
import type { JsonObject } from "../../../policies/plan/json";
import { Instances } from "../../../policies/plan/instances";
import { resourcesOf, type ConfigModule } from "../../../policies/plan/configuration/module";
import { Follower } from "../../../policies/plan/values/follower";
import { plain } from "../../../policies/plan/values/value";
import { PlanWorld } from "../../../policies/plan/values/world";
import { expandedBlocks, type WrittenBlock } from "../../../policies/plan/values/written-blocks";

const root: ConfigModule = {
  ...resourcesOf(new Map()),
  calls: new Map(),
  outputs: new Map(),
  variables: new Map(),
  locals: new Map(),
};

function blocks(body: JsonObject): readonly WrittenBlock[] | undefined {
  const follower = new Follower(new PlanWorld(root, {}, new Instances([], {})), true);
  const place = { scope: { module: root, modulePath: [] }, writtenIn: "main.tf", follower, label: "it" };
  return expandedBlocks(body, "rule", { ...place, settled: (value) => value });
}

/** What an argument is in each block. */
const read = (body: JsonObject, argument = "name"): unknown =>
  blocks(body)?.map((block) => block.values(argument).map((value) => plain(value)?.value));

const content = { name: "${rule.key}-${rule.value}" };
const dynamic = (more: object): JsonObject => ({ dynamic: { rule: [{ content: [content], ...more }] } });

describe("blocks", () => {
  test.each<[string, JsonObject, unknown]>([
    ["none", {}, []],
    ["one, with and without a list", { rule: { name: "a" } }, [["a"]]],
    ["several", { rule: [{ name: "a" }, { name: "${1}" }] }, [["a"], [1]]],
    ["for each element of a map", dynamic({ for_each: { b: 1, a: 2 } }), [["a-2"], ["b-1"]]],
    ["for each element of a list", dynamic({ for_each: '${["x", "y"]}' }), [["0-x"], ["1-y"]]],
    ["for each element of a set", dynamic({ for_each: '${toset(["x"])}' }), [["x-x"]]],
    ["for no element", dynamic({ for_each: [] }), []],
    [
      "for each element, by another name",
      { dynamic: { rule: { for_each: ["x"], iterator: "${it}", content: { name: "${it.value}" } } } },
      [["x"]],
    ],
    [
      "written and made",
      { rule: [{ name: "a" }], dynamic: [{ rule: [{ for_each: ["x"], content: [content] }] }, { other: [] }] },
      [["a"], ["0-x"]],
    ],
    ["for a collection that is not known", dynamic({ for_each: "${var.x}" }), undefined],
    ["for one of two collections", dynamic({ for_each: "${var.x ? [1] : [2]}" }), undefined],
    [
      "for elements of which it is not known whether they are there",
      dynamic({ for_each: "${toset([var.x])}" }),
      undefined,
    ],
    ["without content", { dynamic: { rule: [{ for_each: ["x"] }] } }, undefined],
  ])("%s", (_, body, expected) => {
    expect(read(body)).toEqual(expected);
  });

  test("within blocks know of both iterators", () => {
    const inner = {
      rule: [{ for_each: "${rule.value}", iterator: "inner", content: [{ name: "${rule.key}${inner.value}" }] }],
    };
    const [first] =
      blocks({ dynamic: { rule: [{ for_each: { a: ["x", "y"] }, content: [{ dynamic: inner }] }] } }) ?? [];
    const names = first?.blocks("rule")?.map((block) => block.values("name").map(plain));
    expect(names).toEqual([[{ value: "ax" }], [{ value: "ay" }]]);
    expect(first?.blocks("other")).toEqual([]);
  });

  test("have null for what is not written", () => {
    expect(read({ rule: { name: "a" } }, "other")).toEqual([[null]]);
  });
});
