import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { configurationFromFolder } from "../../../policies/plan/configuration/from-folder";
import { lineOfHeader } from "../../../policies/plan/configuration/terraform-files";

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), "chargeback-configuration-")), "stack");
  mkdirSync(folder);
});
afterEach(() => {
  rmSync(path.dirname(folder), { recursive: true });
});

function write(file: string, content: object | string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), typeof content === "string" ? content : JSON.stringify(content));
}

const read = async () => configurationFromFolder(folder);
const constant = (json: unknown) => ({ kind: "constant", json });
const template = (json: unknown, file: string) => ({
  kind: "template",
  json,
  writtenIn: path.join(folder, file),
});

describe("what JSON configuration says", () => {
  test("of resources and data sources", async () => {
    write("main.tf.json", {
      resource: {
        aws_x: {
          "//": { metadata: {} },
          a: { v: "${var.v}", count: 2, "//": { metadata: { path: "stack/A" } } },
          b: [{ v: "x", for_each: "${local.all}" }],
        },
      },
      data: [{ aws_y: { c: { v: ["x", "${var.v}"] } } }],
    });
    const { resource, resources } = await read();
    expect([...resources.keys()]).toEqual(["managed|aws_x|a", "managed|aws_x|b", "data|aws_y|c"]);
    const [a, b, c] = [
      resource("managed", "aws_x", "a"),
      resource("managed", "aws_x", "b"),
      resource("data", "aws_y", "c"),
    ];
    expect(a?.sourceOf(["v"])).toEqual({ source: template("${var.v}", "main.tf.json"), rest: [] });
    expect(c?.sourceOf(["v", 0])).toEqual({ source: template(["x", "${var.v}"], "main.tf.json"), rest: [0] });
    expect(b?.sourceOf(["v"])).toEqual({ source: constant("x"), rest: [] });
    expect([a?.sourceOf([]), a?.sourceOf(["never"]), a?.sourceOf(["toString"])]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([a?.constructPath, b?.constructPath]).toEqual(["stack/A", undefined]);
    expect([a?.count, a?.forEach]).toEqual([constant(2), undefined]);
    expect([b?.count, b?.forEach]).toEqual([undefined, template("${local.all}", "main.tf.json")]);
    expect([a?.location?.(), a?.mode, c?.mode, c?.type, c?.name]).toEqual([undefined, "managed", "data", "aws_y", "c"]);
  });

  test("of variables, outputs and locals", async () => {
    write("main.tf.json", {
      "//": { metadata: {} },
      variable: {
        "//": { default: "no variable" },
        any: {},
        typed: { type: "list(string)", default: ["x"], sensitive: true },
        quoted: { type: "${map(string)}" },
        nothing: { default: null },
      },
      output: { o: { value: "${var.any}" } },
      locals: [{ a: 1, "//": "no local" }, { b: "%{ if true }x%{ endif }" }],
    });
    const { variables, outputs, locals } = await read();
    expect([...variables]).toEqual([
      ["any", { sensitive: false, type: "any" }],
      ["typed", { default: ["x"], sensitive: true, type: "list(string)" }],
      ["quoted", { sensitive: false, type: "map(string)" }],
      ["nothing", { default: null, sensitive: false, type: "any" }],
    ]);
    expect([...outputs]).toEqual([["o", template("${var.any}", "main.tf.json")]]);
    expect([...(locals ?? [])]).toEqual([
      ["a", constant(1)],
      ["b", template("%{ if true }x%{ endif }", "main.tf.json")],
    ]);
  });

  test("of providers, by their aliases", async () => {
    write("main.tf.json", { provider: { aws: [{ region: "eu-west-1" }, { alias: "us", region: "us-east-1" }] } });
    write("override.tf.json", { provider: { aws: [{ alias: "us", profile: "p" }] } });
    const { providers } = await read();
    const of = (key: string, setting: string) => providers?.get(key)?.([setting])?.source;
    expect([...(providers ?? new Map()).keys()]).toEqual(["aws", "aws.us"]);
    expect([of("aws", "region"), of("aws", "profile")]).toEqual([constant("eu-west-1"), undefined]);
    expect([of("aws.us", "region"), of("aws.us", "profile")]).toEqual([constant("us-east-1"), constant("p")]);
  });
});

describe("of several files", () => {
  test("overrides have the last word, and change what they name alone", async () => {
    const file = (members: object) => ({ resource: { aws_x: { a: members } } });
    write("z.tf.json", file({ v: "first", w: "first", count: 1 }));
    write("a_override.tf.json", file({ v: "second", for_each: ["k"] }));
    write("override.tf.json", file({ v: "third" }));
    write("overridefile.tf.json", file({ w: "no override", u: "no override" }));
    write(".hidden.tf.json", file({ h: "hidden" }));
    write("notes.tf.json.bak", file({ v: "kept" }));
    const { resource } = await read();
    const a = resource("managed", "aws_x", "a");
    const of = (name: string) => a?.sourceOf([name])?.source;
    expect([of("v"), of("w"), of("u")]).toEqual(["third", "first", "no override"].map(constant));
    expect(of("h")).toBeUndefined();
    expect([a?.count, a?.forEach]).toEqual([constant(1), constant(["k"])]);
  });

  test("one that is not JSON is named", async () => {
    write("main.tf.json", "{");
    await expect(read()).rejects.toThrow(`configuration file ${path.join(folder, "main.tf.json")} cannot be parsed: `);
  });

  test("one that is no HCL is named, with the first line of what its parser says", async () => {
    write("main.tf", "resource {{\n");
    const error: unknown = await read().catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/configuration file .*main\.tf cannot be parsed: \S/);
    expect(String(error)).not.toContain("\n");
  });

  test("a folder that is not there is named", async () => {
    const missing = path.join(folder, "missing");
    await expect(configurationFromFolder(missing)).rejects.toThrow(
      `configuration folder ${missing} cannot be read: ENOENT`,
    );
  });
});

describe("what HCL says", () => {
  test("of a resource, and in which line it begins", async () => {
    write(
      "main.tf",
      [
        "# resource aws_x a {",
        'resource "aws_x" "ab" {}',
        '  resource  "aws_x"   "a" {',
        '  v = "user:Project${"$"}${var.project}"',
        "}",
        "data aws_y b {}",
      ].join("\n"),
    );
    const { resource } = await read();
    const [a, b] = [resource("managed", "aws_x", "a"), resource("data", "aws_y", "b")];
    const file = path.join(folder, "main.tf");
    expect([a?.location?.(), b?.location?.()]).toEqual([
      { file, line: 3 },
      { file, line: 6 },
    ]);
    // A dollar sign before an interpolation is a sign, and no escape.
    expect(a?.sourceOf(["v"])?.source).toEqual(template('user:Project${try("$")}${var.project}', "main.tf"));
  });
});

describe("where Terraform keeps the state", () => {
  const backend = async () => (await read()).backend;

  test.each<[string, string, [string, object], number]>([
    ["a backend", 'terraform {\n  backend "s3" {\n    bucket = "b"\n  }\n}', ["s3", { bucket: "b" }], 2],
    ["the cloud", 'terraform {\n  cloud {\n    organization = "o"\n  }\n}', ["cloud", { organization: "o" }], 2],
  ])("is told of %s, with its line in HCL", async (_, hcl, told, line) => {
    const [type, settings] = told;
    write("main.tf", hcl);
    expect(await backend()).toEqual({ type, settings, location: { file: path.join(folder, "main.tf"), line } });
  });

  test("is not told by comments of JSON, and by the last block of several", async () => {
    const nothing = { type: undefined, settings: {}, location: undefined };
    expect(await backend()).toEqual(nothing);
    write("main.tf.json", { terraform: { backend: { "//": { bucket: "no" } } } });
    expect(await backend()).toEqual(nothing);
    write("main.tf.json", { terraform: [{ backend: [{ s3: [{ bucket: "a" }] }] }, { cloud: {} }] });
    expect(await backend()).toMatchObject({ type: "cloud", location: undefined });
    write("override.tf.json", { terraform: { backend: { s3: { bucket: "b" }, "//": {} } } });
    expect(await backend()).toMatchObject({ type: "s3", settings: { bucket: "b" } });
    write("chargeback_override.tf.json", { terraform: { backend: { local: {} } } });
    expect(await backend()).toMatchObject({ type: "s3" });
  });
});

describe("the line of a block", () => {
  const line = (hcl: string | undefined, ...words: string[]) =>
    lineOfHeader({ path: "main.tf", json: {}, decodesYaml: false, hcl }, words);

  test.each<[string, string | undefined, string[], number | undefined]>([
    ["the first", "cloud {}", ["cloud"], 1],
    ["a later one", "a {}\n\tcloud  {", ["cloud"], 2],
    ["with labels, quoted or not", 'a {}\n\nresource aws_x "b" {', ["resource", "aws_x", "b"], 3],
    ["of no JSON", undefined, ["cloud"], undefined],
    ["that is not there", "a {}", ["cloud"], undefined],
    ["of which there is only a longer name", "clouds {}\nmy cloud {}", ["cloud"], undefined],
    ["whose label is not its pattern", 'backend "axb" {}', ["backend", "a.b"], undefined],
    ["whose label has a sign", 'backend "a.b" {}', ["backend", "a.b"], 1],
  ])("%s", (_, hcl, words, expected) => {
    expect(line(hcl, ...words)).toBe(expected);
  });
});

describe("the modules that a folder calls", () => {
  const resource = (name: string) => ({ resource: { aws_x: { [name]: {} } } });
  const namesIn = (module: Awaited<ReturnType<typeof read>> | undefined) =>
    module === undefined ? undefined : [...module.resources.keys()];

  test("are read from beside it, with their arguments", async () => {
    write("main.tf.json", {
      module: {
        m: {
          source: "./m",
          count: 2,
          providers: { aws: "aws.us" },
          depends_on: ["x"],
          version: "1",
          "//": {},
          a: "${var.a}",
        },
        n: { source: "../elsewhere", for_each: ["k"] },
      },
    });
    write("m/main.tf.json", { ...resource("own"), module: { inner: { source: "./inner" } } });
    write("m/inner/main.tf.json", resource("inner"));
    write("../elsewhere/main.tf.json", resource("outer"));
    const { calls } = await read();
    const [m, n] = [calls.get("m"), calls.get("n")];
    expect([...(m?.args ?? [])]).toEqual([["a", template("${var.a}", "main.tf.json")]]);
    expect([m?.count, m?.forEach, n?.count, n?.forEach]).toEqual([constant(2), undefined, undefined, constant(["k"])]);
    expect(namesIn(m?.module)).toEqual(["managed|aws_x|own"]);
    expect(namesIn(m?.module?.calls.get("inner")?.module)).toEqual(["managed|aws_x|inner"]);
    expect(namesIn(n?.module)).toEqual(["managed|aws_x|outer"]);
  });

  test("are read from where terraform init has put them, and are not at hand otherwise", async () => {
    write("main.tf.json", { module: { m: { source: "x/y/z" }, n: { source: "x/y/z" }, p: {} } });
    write(".terraform/modules/modules.json", {
      Modules: [
        { Key: "", Dir: "." },
        { Key: "m", Dir: "kept/m" },
        { Key: "m.inner", Dir: "kept/inner" },
        { Key: "n" },
        7,
      ],
    });
    write("kept/m/main.tf.json", { ...resource("own"), module: { inner: { source: "x/y/z//w" } } });
    write("kept/inner/main.tf.json", resource("inner"));
    const { calls } = await read();
    expect(namesIn(calls.get("m")?.module)).toEqual(["managed|aws_x|own"]);
    expect(namesIn(calls.get("m")?.module?.calls.get("inner")?.module)).toEqual(["managed|aws_x|inner"]);
    expect([calls.get("n")?.module, calls.get("p")?.module]).toEqual([undefined, undefined]);
  });

  test("may call each other in a circle: that ends", async () => {
    write("main.tf.json", { module: { m: { source: "./" } } });
    let module: Awaited<ReturnType<typeof read>> | undefined = await read();
    let depth = 0;
    while ((module = module.calls.get("m")?.module) !== undefined) depth++;
    expect(depth).toBe(32);
  });

  test("and a record of them that is no JSON is refused", async () => {
    write(".terraform/modules/modules.json", "{");
    await expect(read()).rejects.toThrow("modules.json is not JSON: run terraform init again");
  });
});
