import { describe, expect, test } from "@jest/globals";
import { plannedValue, readPlannedResources, readPriorData } from "../../../policies/plan/planned-resources";

const row = (members: object, change: object = {}) => ({
  address: "aws_x.a",
  mode: "managed",
  type: "aws_x",
  name: "a",
  change: { actions: ["create"], before: null, after: {}, after_unknown: {}, after_sensitive: {}, ...change },
  ...members,
});

const read = (...rows: unknown[]) => readPlannedResources(rows, "plan.json");

describe("what happens to a resource", () => {
  test.each<[string[], string]>([
    [["no-op"], "keep"],
    [["create"], "create"],
    [["read"], "read"],
    [["update"], "update"],
    [["delete"], "delete"],
    [["forget"], "forget"],
    [["delete", "create"], "replace"],
    [["create", "delete"], "replace"],
    [["create", "forget"], "replace"],
  ])("%j is told as %s", (actions, change) => {
    expect(read(row({}, { actions }))).toMatchObject([{ change }]);
  });

  test.each<[string, unknown]>([
    ["no action", []],
    ["an action that Terraform has not", ["toString"]],
    ["two that do not go together", ["update", "delete"]],
    ["what is no text", [["create"]]],
    ["no list", "create"],
  ])("%s is refused", (_, actions) => {
    expect(() => read(row({}, { actions }))).toThrow("plan.json: resource_changes[0] has not the form");
  });
});

describe("a row", () => {
  test("stands in its module, under its key", () => {
    const members = { address: 'module.m[0].aws_x.a["k"]', module_address: "module.m[0]", index: "k" };
    expect(read(row(members))).toMatchObject([{ key: "k", modulePath: [{ name: "m", key: 0 }] }]);
    expect(read(row({}))).toMatchObject([{ key: undefined, modulePath: [] }]);
  });

  test("of a deposed object is passed over, and the place of the next one is told as it is written", () => {
    expect(read(row({ deposed: "abc" }), row({}))).toHaveLength(1);
    expect(() => read(row({ deposed: "abc" }), row({ mode: "other" }))).toThrow("resource_changes[1]");
  });

  test.each<[string, object]>([
    ["without an address", { address: undefined }],
    ["without a type", { type: undefined }],
    ["without a name", { name: undefined }],
    ["in a mode that there is not", { mode: "ephemeral" }],
    ["in a module that is none", { module_address: "m", address: "m.aws_x.a" }],
    ["with a key that its address begins otherwise", { index: 0, address: "aws_x.ab[0]" }],
    ["with a key that its address does not end", { index: 0, address: "aws_x.a[0].b" }],
  ])("%s is refused", (_, members) => {
    expect(() => read(row(members))).toThrow("has not the form");
  });
});

describe("the value that a plan holds", () => {
  const value = (path: (string | number)[], after: unknown, unknown: unknown, sensitive: unknown = {}) => {
    const [resource] = read(row({}, { after, after_unknown: unknown, after_sensitive: sensitive }));
    if (resource === undefined) throw new Error("there is one");
    return plannedValue(resource, path);
  };
  const seen = (member: unknown, sensitive = false) => ({ state: "known", value: member, sensitive });

  test.each<[string, () => ReturnType<typeof value>, unknown]>([
    ["is known", () => value(["a", 0, "b"], { a: [{ b: 1 }] }, {}), seen(1)],
    ["is known not to be set", () => value(["a"], {}, {}), seen(undefined)],
    ["is unknown", () => value(["a"], {}, { a: true }), { state: "unknown" }],
    ["is unknown within what is", () => value(["a", "b"], {}, { a: true }), { state: "unknown" }],
    [
      "is unknown where a part of it is",
      () => value(["a"], { a: [1] }, { a: [false, { b: true }] }),
      { state: "unknown" },
    ],
    ["is known beside what is not", () => value(["a", 0], { a: [1] }, { a: [false, true] }), seen(1)],
    ["is sensitive", () => value(["a"], { a: 1 }, {}, { a: true }), seen(1, true)],
    ["is sensitive within what is", () => value(["a", "b"], { a: { b: 1 } }, {}, { a: true }), seen(1, true)],
    ["is sensitive where a part of it is", () => value(["a"], { a: [1] }, {}, { a: [true] }), seen([1], true)],
    ["is not sensitive beside what is", () => value(["a"], { a: 1 }, {}, { b: true }), seen(1)],
  ])("%s", (_, planned, expected) => {
    expect(planned()).toEqual(expected);
  });
});

test("data sources that Terraform has read already are found in every module", () => {
  const data = (name: string, members: object = {}) => ({
    mode: "data",
    type: "aws_y",
    name,
    address: `data.aws_y.${name}`,
    values: { v: name },
    sensitive_values: { v: true },
    ...members,
  });
  const found = readPriorData({
    values: {
      root_module: {
        resources: [data("a"), row({}), "text", data("b", { type: undefined })],
        child_modules: [
          {
            address: "module.m",
            resources: [data("c", { address: "module.m.data.aws_y.c" })],
            child_modules: [{ address: "module.m.module.n", resources: [] }, null],
          },
        ],
      },
    },
  });
  expect(found).toMatchObject([
    { address: "data.aws_y.a", mode: "data", change: "read", after: { v: "a" }, afterSensitive: { v: true } },
    { address: "module.m.data.aws_y.c", modulePath: [{ name: "m" }] },
  ]);
  expect(found.map((each) => plannedValue(each, ["v"]))).toEqual([
    { state: "known", value: "a", sensitive: true },
    { state: "known", value: "c", sensitive: true },
  ]);
  expect(readPriorData({})).toEqual([]);
});
