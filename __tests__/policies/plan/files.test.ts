import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Instances } from "../../../policies/plan/instances";
import { resourcesOf, type ConfigModule } from "../../../policies/plan/configuration/module";
import { ConfigFiles } from "../../../policies/plan/values/files";
import { Follower } from "../../../policies/plan/values/follower";
import { knownValue, type Values } from "../../../policies/plan/values/value";
import { PlanWorld } from "../../../policies/plan/values/world";

let root: string;
beforeAll(() => {
  const outer = mkdtempSync(path.join(tmpdir(), "chargeback-files-"));
  root = path.join(outer, "root");
  mkdirSync(path.join(root, "team"), { recursive: true });
  writeFileSync(path.join(outer, "outside.txt"), "outside");
  writeFileSync(path.join(root, "own.json"), '{"a": ["x"]}');
  writeFileSync(path.join(root, "own.tftpl"), "%{ for x in list }${x}-%{ endfor }${local}");
  writeFileSync(path.join(root, "broken.tftpl"), "%{ for x }");
  writeFileSync(path.join(root, "nested.tftpl"), '${templatefile("nested.tftpl", {})}');
  writeFileSync(path.join(root, "team", "..file"), "dots");
  writeFileSync(path.join(root, "latin1"), Buffer.from([0xe9]));
  symlinkSync(devNull, path.join(root, "device"));
  writeFileSync(path.join(root, "longest"), "x".repeat(1024 * 1024));
  writeFileSync(path.join(root, "long"), "x".repeat(1024 * 1024 + 1));
});
afterAll(() => {
  rmSync(path.dirname(root), { recursive: true });
});

describe("a file of the configuration folder", () => {
  test.each<[string, string | undefined]>([
    ["own.json", '{"a": ["x"]}'],
    ["./own.json", '{"a": ["x"]}'],
    ["team/../own.json", '{"a": ["x"]}'],
    ["team/..file", "dots"],
    ["../outside.txt", undefined],
    ["..", undefined],
    ["none", undefined],
    ["team", undefined],
    ["latin1", undefined],
    ["long", undefined],
    ["longest", "x".repeat(1024 * 1024)],
    // A whole path, which is not one within the folder.
    ["/own.json", undefined],
    ["device", undefined],
  ])("%s is read, or not", (name, text) => {
    const files = new ConfigFiles(root);
    expect([files.textOf(name), files.textOf(name)]).toEqual([text, text]);
    expect(new ConfigFiles(undefined).textOf(name)).toBeUndefined();
  });

  test("by its whole path is not read", () => {
    expect(new ConfigFiles(root).textOf(path.join(root, "own.json"))).toBeUndefined();
  });

  test("has a path from the root module on", () => {
    const files = new ConfigFiles(root);
    const folders = [root, path.join(root, "team"), path.join(root, "team", "inner"), undefined];
    expect(folders.map((folder) => files.pathOf(folder))).toEqual([".", "team", "team/inner", undefined]);
    expect(new ConfigFiles(undefined).pathOf(root)).toBeUndefined();
  });
});

function values(text: string, folder: string | undefined = root): { values: Values; trail: readonly string[] } {
  const module: ConfigModule = {
    ...resourcesOf(new Map()),
    calls: new Map(),
    outputs: new Map(),
    variables: new Map(),
    locals: new Map(),
    folder,
  };
  const inner = { ...module, folder: folder && path.join(folder, "team") };
  const follower = new Follower(new PlanWorld(module, {}, new Instances([], {})));
  const source = { kind: "template", json: `\${${text}}`, writtenIn: "main.tf" } as const;
  return { values: follower.source(source, [], { module: inner, modulePath: [] }, "it"), trail: follower.trail };
}

describe("an expression that reads a file", () => {
  test.each<[string, unknown]>([
    ["path.module", "team"],
    ["path.root", "."],
    ['jsondecode(file("${path.root}/own.json")).a[0]', "x"],
    ['file("${path.module}/..file")', "dots"],
    ['templatefile("own.tftpl", { list = ["a", "b"], local = "c" })', "a-b-c"],
    ['[for x in ["a", "b"] : templatefile("own.tftpl", { list = [x], local = x })][1]', "b-b"],
  ])("%s", (text, expected) => {
    expect(values(text).values).toEqual(knownValue(expected));
  });

  test.each<[string, string]>([
    ["path.cwd", "path.cwd is not followed"],
    ['yamldecode(file("own.json"))', "YAML that is not at hand"],
    ['file("none")', "a file that is not at hand"],
    ["file(var.x)", "a file that is not at hand"],
    ["file()", "a file that is not at hand"],
    ['templatefile("own.tftpl", var.x)', "a template file with values that are not at hand"],
    ['templatefile("own.tftpl", var.x ? { a = 1 } : { b = 2 })', "a template file with values that are not at hand"],
    ['templatefile("nested.tftpl", {})', "a template file within a template file"],
    ['templatefile("broken.tftpl", {})', "an expression that is not followed: expected in at 9"],
  ])("%s proves nothing", (text, because) => {
    expect(values(text).values).toMatchObject([{ kind: "undetermined", because }]);
  });

  test("has nothing at hand without the folder", () => {
    const without = new Follower(
      new PlanWorld(
        { ...resourcesOf(new Map()), calls: new Map(), outputs: new Map(), variables: new Map(), locals: undefined },
        {},
        new Instances([], {}),
      ),
    );
    const scope = { module: without.world.root, modulePath: [] };
    const source = { kind: "template", json: '${file("${path.module}/own.json")}', writtenIn: "the plan" } as const;
    expect(without.source(source, [], scope, "it")).toMatchObject([
      { kind: "undetermined", because: "a file that is not at hand" },
    ]);
  });

  test("tells of the file", () => {
    expect(values('file("own.json")').trail).toEqual([
      'it = ${file("own.json")}',
      "own.json is read from the configuration folder",
    ]);
  });
});
