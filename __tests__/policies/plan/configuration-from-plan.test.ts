import { describe, expect, test } from "@jest/globals";
import { configurationFromPlan, locate, sourceOfNode } from "../../../policies/plan/configuration/from-plan";

const row = (mode: string, type: string, name: string, value: string) => ({
  mode,
  type,
  name,
  expressions: { value: { constant_value: value } },
});

const read = (...resources: unknown[]) => configurationFromPlan({ root_module: { resources } });

describe("the resources that a plan's configuration has", () => {
  const found = () =>
    read(
      row("managed", "a", "one", "first"),
      row("data", "a", "one", "read"),
      row("managed", "b", "one", "of another type"),
      row("managed", "a", "one", "last"),
      row("ephemeral", "a", "two", "neither"),
      { mode: "managed", type: "a" },
      null,
      "text",
    );

  test.each([
    ["managed", "a", "last"],
    ["data", "a", "read"],
    ["managed", "b", "of another type"],
  ] as const)("are found by mode, type and name: %s %s", (mode, type, json) => {
    const { resource, resources } = found();
    expect(resource(mode, type, "one")?.sourceOf(["value"])?.source).toEqual({ kind: "constant", json });
    expect(resources.get(`${mode}|${type}|one`)?.sourceOf(["value"])).toEqual(
      resource(mode, type, "one")?.sourceOf(["value"]),
    );
  });

  test.each([
    ["managed", "a", "two"],
    ["data", "b", "one"],
    ["managed", "c", "one"],
  ] as const)("are none that no row makes: %s %s %s", (mode, type, name) => {
    expect(found().resource(mode, type, name)).toBeUndefined();
  });

  test("are listed in the plan's order", () => {
    expect([...found().resources.keys()]).toEqual(["managed|a|one", "data|a|one", "managed|b|one"]);
  });
});

describe("a node of an expression", () => {
  const references = (...named: string[]) => ({ kind: "references", references: named });

  test.each<[string, unknown, unknown]>([
    ["of a constant", { constant_value: 1 }, { kind: "constant", json: 1 }],
    ["of null", { constant_value: null }, { kind: "constant", json: null }],
    ["of what it names alone", { references: ["var.x", 7] }, references("var.x")],
    [
      "of a text that names something, in JSON configuration",
      { constant_value: "${var.x}", references: ["var.x"] },
      { kind: "template", json: "${var.x}", writtenIn: "the plan" },
    ],
    ["of a text with a template that names nothing", { constant_value: ["a", { b: "%{ if }" }] }, references()],
    ["of a text with a template in a key", { constant_value: { "${x}": 1 } }, references()],
    ["of a text that names nothing", { constant_value: "$ {", references: [] }, { kind: "constant", json: "$ {" }],
    ["that names what is no text", { constant_value: "a", references: [7] }, { kind: "constant", json: "a" }],
    ["that says nothing", {}, undefined],
    ["whose references are no list", { references: "var.x" }, undefined],
    ["that is none", ["x"], undefined],
  ])("%s", (_, node, source) => {
    expect(sourceOfNode(node)).toEqual(source);
  });

  test("is found where the way to an attribute ends, and tells the rest of the way", () => {
    const expressions = { a: { constant_value: [{ b: 1 }] }, e: [{ n: { references: ["var.x"] } }] };
    const source = { kind: "constant", json: [{ b: 1 }] };
    expect(locate(expressions, ["a"])).toEqual({ source, rest: [] });
    expect(locate(expressions, ["a", 0, "b"])).toEqual({ source, rest: [0, "b"] });
    expect(locate(expressions, ["e", 0, "n", "m"])).toEqual({ source: references("var.x"), rest: ["m"] });
    expect(["x", "e"].map((name) => locate(expressions, [name]))).toEqual([undefined, undefined]);
    expect([locate(expressions, ["e", 1, "n"]), locate(undefined, ["a"]), locate(expressions, [])]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("a plan's configuration tells", () => {
  const told = () =>
    configurationFromPlan({
      root_module: {
        resources: [
          {
            mode: "managed",
            type: "a",
            name: "one",
            provider_config_key: "m:aws",
            expressions: { v: { constant_value: 1 }, e: [{ n: { references: ["var.x"] } }, { n: {} }], z: {} },
            count_expression: {},
            for_each_expression: { constant_value: ["k"] },
          },
          { mode: "managed", type: "a", name: "bare" },
        ],
        module_calls: {
          m: {
            expressions: { v: { constant_value: 1 }, w: {} },
            count_expression: { constant_value: 2 },
            for_each_expression: {},
            module: { outputs: { out: { expression: {} } }, resources: [row("managed", "b", "inner", "x")] },
          },
          bare: {},
        },
        variables: { a: { default: null }, b: { sensitive: true }, c: { sensitive: "true" } },
        outputs: { o: { expression: { references: ["var.a"] } }, none: {} },
      },
    });
  const nothingTold = { kind: "references", references: [] };

  test("a resource's expressions, one by one, and its instances", () => {
    const { resource } = told();
    const [one, bare] = [resource("managed", "a", "one"), resource("managed", "a", "bare")];
    expect(one?.leaves?.()).toEqual([
      [["v"], { kind: "constant", json: 1 }],
      [["e", 0, "n"], { kind: "references", references: ["var.x"] }],
    ]);
    expect(bare?.leaves?.()).toEqual([]);
    expect([one?.count, one?.forEach, one?.providerKey]).toEqual([
      nothingTold,
      { kind: "constant", json: ["k"] },
      "m:aws",
    ]);
    expect([bare?.count, bare?.forEach, bare?.providerKey, bare?.sourceOf(["v"])]).toEqual(Array(4).fill(undefined));
  });

  test("a module's call, and what is in the module", () => {
    const { calls } = told();
    const [m, bare] = [calls.get("m"), calls.get("bare")];
    expect([...(m?.args ?? [])]).toEqual([
      ["v", { kind: "constant", json: 1 }],
      ["w", nothingTold],
    ]);
    expect([m?.count, m?.forEach]).toEqual([{ kind: "constant", json: 2 }, nothingTold]);
    expect(m?.module?.outputs.get("out")).toEqual(nothingTold);
    expect(m?.module?.resource("managed", "b", "inner")?.sourceOf(["value"])).toBeDefined();
    expect([bare?.module, bare?.count, bare?.forEach, bare?.args.size]).toEqual([undefined, undefined, undefined, 0]);
  });

  test("variables and outputs, and no locals", () => {
    const { variables, outputs, locals } = told();
    expect([...variables]).toEqual([
      ["a", { default: null, sensitive: false }],
      ["b", { sensitive: true }],
      ["c", { sensitive: false }],
    ]);
    expect([...outputs]).toEqual([
      ["o", { kind: "references", references: ["var.a"] }],
      ["none", nothingTold],
    ]);
    expect(locals).toBeUndefined();
  });
});
