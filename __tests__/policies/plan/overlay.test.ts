import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { configurationFromFolder } from "../../../policies/plan/configuration/from-folder";
import { configurationFromPlan } from "../../../policies/plan/configuration/from-plan";
import { overlay } from "../../../policies/plan/configuration/overlay";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "chargeback-overlay-"));
  mkdirSync(path.join(folder, "m"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const references = (...named: string[]) => ({ references: named });
const constant = (value: unknown) => ({ constant_value: value });

/** The plan of a configuration with a resource, a data source and a module, as of HCL: of expressions it has only what they name. */
const planned = {
  resources: [
    {
      mode: "managed",
      type: "aws_x",
      name: "a",
      provider_config_key: "aws",
      expressions: { v: references("var.v"), c: constant("x") },
      count_expression: references("var.n"),
      for_each_expression: {},
    },
    { mode: "data", type: "aws_y", name: "b", expressions: { v: constant("y") }, for_each_expression: constant(["k"]) },
  ],
  module_calls: {
    m: {
      expressions: { in: references("var.v"), c: constant(1) },
      count_expression: references("var.n"),
      for_each_expression: constant(["k"]),
      module: { outputs: { out: { expression: references("local.l") } }, variables: { in: { default: 1 } } },
    },
  },
  variables: { v: { default: "d", sensitive: true }, n: {} },
  outputs: { o: { expression: references("module.m.out", "module.m") }, c: { expression: constant("c") } },
};

const written = () => ({
  resource: {
    aws_x: {
      a: {
        v: "${var.v}",
        c: "x",
        count: "${var.n}",
        for_each: '${toset(["k"])}',
        dynamic: { e: {} },
        "//": { metadata: { path: "stack/A" } },
      },
    },
  },
  data: { aws_y: { b: { v: "y", for_each: ["k"] } } },
  module: { m: { source: "./m", in: "${var.v}", c: 1, count: "${var.n}", for_each: ["k"] } },
  variable: { v: { type: "string", default: "e" }, n: { type: "number" } },
  output: { o: { value: "${module.m.out}" }, c: { value: "c" } },
  locals: { l: "${var.v}" },
  provider: { aws: { region: "eu-west-1" } },
  terraform: { backend: { s3: { bucket: "b" } } },
});

const inModule = () => ({
  variable: { in: { type: "string" } },
  output: { out: { value: "${local.l}" } },
  locals: { l: "${var.in}" },
});

async function laidOver(own: object = written(), module: object = inModule()) {
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(own));
  writeFileSync(path.join(folder, "m", "main.tf.json"), JSON.stringify(module));
  const plan = configurationFromPlan({ root_module: planned });
  return overlay(plan, await configurationFromFolder(folder), folder);
}

describe("a plan's configuration is completed from its folder", () => {
  test("where the plan has only what an expression names, or nothing", async () => {
    const { resource, resources, calls, outputs } = await laidOver();
    const a = resource("managed", "aws_x", "a");
    expect([...resources.keys()]).toEqual(["managed|aws_x|a", "data|aws_y|b"]);
    expect(a?.sourceOf(["v"])?.source).toMatchObject({ kind: "template", json: "${var.v}" });
    expect(a?.sourceOf(["dynamic"])?.source).toMatchObject({ kind: "constant", json: { e: {} } });
    expect([a?.count, a?.forEach]).toMatchObject([{ json: "${var.n}" }, { json: '${toset(["k"])}' }]);
    expect(calls.get("m")?.args.get("in")).toMatchObject({ json: "${var.v}" });
    expect(calls.get("m")?.count).toMatchObject({ json: "${var.n}" });
    expect(calls.get("m")?.module?.outputs.get("out")).toMatchObject({ json: "${local.l}" });
    expect(outputs.get("o")).toMatchObject({ json: "${module.m.out}" });
  });

  test("and its own word counts where it has one", async () => {
    const { resource, calls, outputs, variables } = await laidOver();
    const [a, b] = [resource("managed", "aws_x", "a"), resource("data", "aws_y", "b")];
    const own = { kind: "constant" };
    expect(a?.sourceOf(["c"])).toEqual({ source: { ...own, json: "x" }, rest: [] });
    expect(a?.leaves?.().map(([leaf]) => leaf)).toEqual([["v"], ["c"]]);
    expect([a?.providerKey, a?.mode, a?.type, a?.name, b?.mode]).toEqual(["aws", "managed", "aws_x", "a", "data"]);
    expect([b?.count, b?.forEach]).toEqual([undefined, { ...own, json: ["k"] }]);
    expect(calls.get("m")?.args.get("c")).toEqual({ ...own, json: 1 });
    expect(calls.get("m")?.forEach).toEqual({ ...own, json: ["k"] });
    expect(outputs.get("c")).toEqual({ ...own, json: "c" });
    expect([...variables]).toEqual([
      ["v", { default: "d", sensitive: true, type: "string" }],
      ["n", { sensitive: false, type: "number" }],
    ]);
  });

  test("with what a plan leaves out", async () => {
    const { resource, calls, locals, providers, backend } = await laidOver();
    expect(locals?.get("l")).toMatchObject({ json: "${var.v}" });
    expect(calls.get("m")?.module?.locals?.get("l")).toMatchObject({ json: "${var.in}" });
    expect(providers?.get("aws")?.(["region"])?.source).toEqual({ kind: "constant", json: "eu-west-1" });
    expect(backend).toMatchObject({ type: "s3", settings: { bucket: "b" } });
    expect(resource("managed", "aws_x", "a")?.constructPath).toBe("stack/A");
    expect(resource("managed", "aws_x", "a")?.location).toBeDefined();
  });

  test("but for a module whose body neither, or one of them, has", async () => {
    const own = written();
    own.module.m.source = "x/y/z";
    const { calls } = await laidOver(own);
    expect(calls.get("m")?.module?.outputs.get("out")).toEqual({ kind: "references", references: ["local.l"] });
    expect(calls.get("m")?.module?.locals).toBeUndefined();
  });
});

describe("a folder is refused that is not the one of the plan", () => {
  type Written = ReturnType<typeof written>;
  type InModule = ReturnType<typeof inModule>;

  test.each<[string, (own: Written, module: InModule) => unknown]>([
    [
      "resource aws_x.a of the root module is in the plan, not in the folder",
      (own) => delete (own.resource.aws_x as { a?: unknown }).a,
    ],
    [
      "resource data.aws_y.more of the root module is in the folder, not in the plan",
      (own) => Object.assign(own.data.aws_y, { more: {} }),
    ],
    [
      "module call n of the root module is in the folder, not in the plan",
      (own) => Object.assign(own.module, { n: { source: "./m" } }),
    ],
    [
      "module call m of the root module is in the plan, not in the folder",
      (own) => delete (own.module as { m?: unknown }).m,
    ],
    [
      "data.aws_y.b.v of the root module has another constant there",
      (own) => Object.assign(own.data.aws_y.b, { v: "z" }),
    ],
    [
      "aws_x.a.v of the root module has no reference to var.v there",
      (own) => Object.assign(own.resource.aws_x.a, { v: "${var.n}" }),
    ],
    [
      "module.m: in of the root module has no reference to var.v there",
      (own) => Object.assign(own.module.m, { in: "${var.n}" }),
    ],
    ["module.m: c of the root module has another constant there", (own) => Object.assign(own.module.m, { c: 2 })],
    ["output c of the root module has another constant there", (own) => Object.assign(own.output.c, { value: "d" })],
    [
      "output out of module m has no reference to local.l there",
      (_, module) => Object.assign(module.output.out, { value: "${var.in}" }),
    ],
    [
      "resource aws_x.more of module m is in the folder, not in the plan",
      (_, module) => Object.assign(module, { resource: { aws_x: { more: {} } } }),
    ],
  ])("%s", async (difference, change) => {
    const [own, module] = [written(), inModule()];
    change(own, module);
    await expect(laidOver(own, module)).rejects.toThrow(
      `configuration folder ${folder} is not the one this plan was made from: ${difference}`,
    );
  });

  test("and not for an output or a variable that only one of them has", async () => {
    const own = written();
    Object.assign(own.output, { more: { value: 1 } });
    delete (own.output as { c?: unknown }).c;
    delete (own.variable as { n?: unknown }).n;
    const { outputs, variables } = await laidOver(own);
    expect([...outputs.keys()]).toEqual(["o", "c"]);
    expect(variables.get("n")).toEqual({ sensitive: false });
  });
});
