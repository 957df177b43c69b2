import { describe, expect, test } from "@jest/globals";
import type { ConfigResource, Source } from "../../../policies/plan/configuration/module";
import type { PlannedResource } from "../../../policies/plan/planned-resources";
import { constant, readerOf, smallPlan, written, type Small } from "./estate/small-plan";

const topic: Small = { unknown: { arn: true } };

/** A plan with one resource that says so, a topic that it may name, and how the reader finds it. */
function reading(own: Small, others: Readonly<Record<string, Small>> = {}, more: object = {}) {
  const reader = readerOf(smallPlan({ "aws_x.a": own, "aws_sns_topic.t": topic, ...others }, more));
  const [resource] = reader.instances.ofType("aws_x") as [PlannedResource];
  return { reader, resource };
}

describe("an attribute", () => {
  test("that the plan knows is what the plan says", () => {
    const { reader, resource } = reading({ after: { a: "x", s: "y" }, sensitive: { s: true } });
    expect(reader.attribute(resource, ["a"])).toEqual({
      possible: [{ kind: "known", value: "x", sensitive: false }],
      trail: ["aws_x.a.a is known in the plan"],
    });
    expect(reader.attribute(resource, ["s"]).possible).toEqual([{ kind: "known", value: "y", sensitive: true }]);
    expect(reader.attribute(resource, ["never", "set"])).toMatchObject({
      possible: [{ kind: "known", value: null }],
      trail: ["aws_x.a.never.set is known in the plan"],
    });
  });

  test("that the plan does not know is what its expression leads to", () => {
    const { reader, resource } = reading({ unknown: { a: true }, block: { a: written("${aws_sns_topic.t.arn}") } });
    expect(reader.attribute(resource, ["a"])).toMatchObject({
      possible: [{ kind: "resolved", of: "aws_sns_topic.t", type: "aws_sns_topic", attribute: "arn" }],
      trail: [expect.stringContaining("aws_x.a.a")],
    });
  });

  test("that nobody has an expression for is open", () => {
    const { reader, resource } = reading({ unknown: { a: [{ b: true }] } });
    expect(reader.attribute(resource, ["a", 0, "b"])).toEqual({
      possible: [
        {
          kind: "undetermined",
          because: "no source expression for a[0].b is at hand",
          settledBy: "give the configuration folder with --config DIR",
        },
      ],
      trail: [],
    });
  });

  test("of which parts are unknown is open until the apply", () => {
    const { reader, resource } = reading({
      unknown: { a: true, l: true },
      block: { a: written({ b: "${aws_sns_topic.t.arn}" }), l: written(["${aws_sns_topic.t.arn}"]) },
    });
    for (const [name, kind] of [
      ["a", "map"],
      ["l", "list"],
    ] as const) {
      expect(reader.attribute(resource, [name]).possible).toEqual([
        { kind: "undetermined", because: `a ${kind} with parts that are not known yet`, settledBy: "apply" },
      ]);
    }
  });

  test("carries the value of what it leads to, where the plan knows it", () => {
    const { reader, resource } = reading(
      { unknown: { a: true }, block: { a: written("${aws_sns_topic.known.arn}") } },
      { "aws_sns_topic.known": { after: { arn: "arn:x" } } },
    );
    expect(reader.followed(resource, ["a"]).possible).toEqual([
      { kind: "resolved", of: "aws_sns_topic.known", type: "aws_sns_topic", attribute: "arn", value: "arn:x" },
    ]);
  });

  test("of a resource without a block is open", () => {
    const plan = smallPlan({ "aws_x.a": { unknown: { a: true } } });
    plan.configuration.root_module.resources = [];
    const reader = readerOf(plan);
    const [resource] = reader.instances.all as [PlannedResource];
    expect(reader.attribute(resource, ["a"]).possible).toMatchObject([{ kind: "undetermined" }]);
    expect(reader.structure(resource, ["a"]).values).toMatchObject([
      {
        kind: "undetermined",
        because: "no source expression for a is at hand",
        settledBy: "give the configuration folder with --config DIR",
      },
    ]);
    expect(reader.keys(resource, ["a"])).toBeUndefined();
    expect([reader.isSet(resource, "a"), reader.isConfigured(resource, "a")]).toEqual(["unknown", false]);
    expect([reader.providerKey(resource), reader.constructPath(resource), reader.location(resource)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("a structure", () => {
  test("is the plan's own value, where it is known", () => {
    const { reader, resource } = reading({ after: { a: ["x"] }, sensitive: { a: true } });
    expect(reader.structure(resource, ["a"])).toMatchObject({
      values: [{ kind: "known", value: ["x"], sensitive: true }],
      trail: ["aws_x.a.a is known in the plan"],
    });
    expect(reader.structure(resource, ["b"]).values).toEqual([{ kind: "known", value: null, sensitive: false }]);
  });

  test("keeps what is unknown of it apart, and settles what the plan knows", () => {
    const { reader, resource } = reading(
      { unknown: { a: true }, block: { a: written(["${aws_sns_topic.t.arn}", "${aws_sns_topic.known.arn}"]) } },
      { "aws_sns_topic.known": { after: { arn: "arn:x" } } },
    );
    const { values, settled } = reader.structure(resource, ["a"]);
    const [list] = values;
    const items = list?.kind === "list" ? list.items.flat() : [];
    expect(reader.attributeOf(items)).toMatchObject({
      possible: [{ of: "aws_sns_topic.t" }, { of: "aws_sns_topic.known", value: "arn:x" }],
      trail: [],
    });
    expect(items.map(settled)).toMatchObject([
      { kind: "attribute", address: "aws_sns_topic.t" },
      { kind: "known", value: "arn:x" },
    ]);
  });
});

describe("the keys of a map", () => {
  const variables = (own: Small) => {
    const { reader, resource } = reading(own);
    return reader.keys(resource, ["m"]);
  };

  test.each<[string, Small, readonly string[] | undefined]>([
    ["are the plan's", { after: { m: { a: 1, b: 2 } } }, ["a", "b"]],
    ["are none where it is not set", {}, []],
    [
      "are those that are written, where a value is not known",
      { unknown: { m: true }, block: { m: written({ a: "${aws_sns_topic.t.arn}", b: "x" }) } },
      ["a", "b"],
    ],
    [
      "are those of each map that it may be, told once",
      {
        unknown: { m: true },
        block: { m: written('${var.x ? {a = aws_sns_topic.t.arn, b = "x"} : {b = aws_sns_topic.t.arn}}') },
      },
      ["a", "b"],
    ],
    [
      "are not known where it may be no map that is written",
      { unknown: { m: true }, block: { m: written("${var.x ? {a = aws_sns_topic.t.arn} : aws_sns_topic.t.tags}") } },
      undefined,
    ],
    ["are not known where nothing is written", { unknown: { m: true } }, undefined],
  ])("%s", (_, own, expected) => {
    expect(variables(own)).toEqual(expected);
  });
});

describe("what a block says", () => {
  const told = () =>
    reading({
      after: { e: [{}, {}] },
      block: {
        a: constant("x"),
        e: [{ n: constant(1), m: constant(2) }, { n: written("${aws_sns_topic.t.arn}") }],
        one: { e: [{ n: constant(1) }] },
      },
    });

  test("is set, though only within a block that it has", () => {
    const { reader, resource } = reading({ block: { e: [{ n: constant(1) }, { n: constant(2) }], f: [{}] } });
    expect([reader.isSet(resource, "e"), reader.isSet(resource, "n")]).toEqual(["yes", "unknown"]);
    expect(reader.writtenBlocks(resource, "e", 0)).toBe(0);
  });

  test("is counted by blocks of a kind", () => {
    const { reader, resource } = told();
    expect(reader.writtenBlocks(resource, "e")).toBe(2);
    expect(reader.writtenBlocks(resource, "one", "e")).toBe(1);
    expect(reader.writtenBlocks(resource, "a")).toBe(0);
    expect(reader.writtenBlocks(resource, "never")).toBe(0);
  });

  test("is set, or may stand in a dynamic block that a plan leaves out", () => {
    const { reader, resource } = told();
    expect(["a", "e", "one", "never"].map((name) => reader.isSet(resource, name))).toEqual([
      "yes",
      "yes",
      "yes",
      "unknown",
    ]);
  });

  test("is configured where it is an argument, to whatever value", () => {
    const { reader, resource } = told();
    expect(["a", "e", "never"].map((name) => reader.isConfigured(resource, name))).toEqual([true, false, false]);
    expect(reader.providerKey(resource)).toBe("aws");
  });
});

describe("what a folder tells of a block", () => {
  const source = (kind: "constant" | "references", json: unknown): Source =>
    kind === "constant" ? { kind, json } : { kind, references: ["local.x"] };

  /** A resource of which the folder has these arguments. */
  function told(args: Readonly<Record<string, Source>>, more: Partial<ConfigResource> = {}) {
    const plan = smallPlan({ "aws_x.a": {} });
    const resource: ConfigResource = {
      ...{ mode: "managed", type: "aws_x", name: "a", ...more },
      sourceOf: ([name = ""]) => (Object.hasOwn(args, name) ? { source: args[name] as Source, rest: [] } : undefined),
    };
    const reader = readerOf(plan, { resource: () => resource });
    return { reader, own: reader.instances.all[0] as PlannedResource };
  }
  const inHcl = { location: () => ({ file: "main.tf", line: 7 }) };

  test.each<[string, Readonly<Record<string, Source>>, string]>([
    ["an argument sets it", { e: source("constant", 1) }, "yes"],
    ["a dynamic block may make it", { dynamic: source("constant", { e: {} }) }, "yes"],
    ["one of several dynamic blocks may make it", { dynamic: source("constant", [{ f: {} }, { e: {} }]) }, "yes"],
    ["a dynamic block makes another", { dynamic: source("constant", { f: {} }) }, "no"],
    ["nothing says so", {}, "no"],
    ["nobody knows what an expression says", { dynamic: source("references", null) }, "no"],
  ])("%s: that a block is set is certain, or it is not", (_, args, expected) => {
    const { reader, own } = told(args, inHcl);
    expect(reader.isSet(own, "e")).toBe(expected);
    expect(reader.writtenBlocks(own, "e")).toBe(0);
  });

  test("where it begins, and which construct made it", () => {
    const { reader, own } = told({}, { ...inHcl, constructPath: "stack/A" });
    expect([reader.location(own), reader.constructPath(own)]).toEqual([{ file: "main.tf", line: 7 }, "stack/A"]);
    const bare = told({});
    expect([bare.reader.location(bare.own), bare.reader.isSet(bare.own, "e")]).toEqual([undefined, "unknown"]);
  });

  test("and of a provider, in the root module and in no module that there is not", () => {
    const located = { source: source("constant", "x"), rest: [] };
    const providers = new Map([["aws", () => located]]);
    const reader = readerOf(smallPlan({}), { providers });
    expect(reader.providerSource("aws", ["region"])).toBe(located);
    expect(reader.providerSource("aws.us", ["region"])).toBeUndefined();
    expect(reader.providerSource("aws", ["region"], [{ name: "m", key: undefined }])).toBeUndefined();
    expect(readerOf(smallPlan({})).providerSource("aws", ["region"])).toBeUndefined();
  });

  test("and of the backend", () => {
    const backend = { type: "s3", settings: {}, location: undefined };
    expect(readerOf(smallPlan({}), { backend }).backend).toBe(backend);
  });
});

describe("an instance is found", () => {
  const own = (name: string, address: string, v: string) => ({
    ...{ mode: "data", type: "aws_y", name, address },
    values: { v },
  });
  const prior_state = {
    values: {
      root_module: { resources: [own("read", "data.aws_y.read", "old"), own("again", "data.aws_y.again", "old")] },
    },
  };
  const found = () =>
    reading(
      { block: { a: constant("x") } },
      { "data.aws_y.again": { actions: ["read"], unknown: { v: true } } },
      { prior_state },
    );

  test("by its address, and by its block", () => {
    const { reader } = found();
    expect(reader.at("aws_x.a", "aws_x")?.address).toBe("aws_x.a");
    expect(reader.at("aws_x.a", "aws_y")).toBeUndefined();
    expect(reader.instances.of([], "aws_x", "a")).toHaveLength(1);
    expect(reader.instances.of([], "aws_x", "b")).toEqual([]);
    expect(reader.instances.of([{ name: "m", key: undefined }], "aws_x", "a")).toEqual([]);
  });

  test("where Terraform read it before the plan, unless it is read again: its old value proves nothing", () => {
    const { reader } = found();
    expect(reader.at("data.aws_y.read", "data.aws_y")?.after).toEqual({ v: "old" });
    expect(reader.at("data.aws_y.again", "data.aws_y")?.after).toEqual({});
    expect(reader.instances.of([], "data.aws_y", "again")).toHaveLength(1);
    expect(reader.instances.ofType("data.aws_y").map(({ address }) => address)).toEqual(["data.aws_y.again"]);
  });
});

test("what stands in a module is read by the module's own block", () => {
  const { reader } = reading(
    {},
    { "aws_y.a": { module: "m", unknown: { a: true }, block: { a: written("${aws_y.b.arn}") } } },
  );
  const [resource] = reader.instances.ofType("aws_y") as [PlannedResource];
  expect(reader.attribute(resource, ["a"]).trail).toEqual([expect.stringContaining("module.m.aws_y.a.a")]);
  expect(reader.isConfigured(resource, "a")).toBe(true);
});

test("an expression of a module that there is not is open", () => {
  const { reader } = reading({});
  const source = { source: { kind: "constant", json: "x" }, rest: [] } as const;
  expect(reader.moduleSource(source, "provider aws: region").possible).toMatchObject([{ value: "x" }]);
  expect(reader.moduleSource(source, "provider aws: region", [{ name: "m", key: undefined }])).toMatchObject({
    possible: [{ because: "the module of provider aws: region is not in the configuration" }],
  });
});
