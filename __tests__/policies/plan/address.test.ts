import { describe, expect, test } from "@jest/globals";
import { moduleId, parseModuleAddress, type ModuleStep } from "../../../policies/plan/address";

describe("a module's address", () => {
  test.each<[string, ModuleStep[]]>([
    ["", []],
    ["module.a", [{ name: "a", key: undefined }]],
    ["module.a[0]", [{ name: "a", key: 0 }]],
    [
      "module.a[12].module.b-c",
      [
        { name: "a", key: 12 },
        { name: "b-c", key: undefined },
      ],
    ],
    [
      'module.a["x.y"].module.b[0]',
      [
        { name: "a", key: "x.y" },
        { name: "b", key: 0 },
      ],
    ],
    ['module.a["]"]', [{ name: "a", key: "]" }]],
    ['module.a["say \\"hi\\""]', [{ name: "a", key: 'say "hi"' }]],
    ['module.a["$${x} %%{y}"]', [{ name: "a", key: "${x} %{y}" }]],
    ['module.a["\\q"]', [{ name: "a", key: '"\\q"' }]],
  ])("%s is read step by step", (address, steps) => {
    expect(parseModuleAddress(address)).toEqual(steps);
  });

  test.each([
    "a",
    "aws_x.module.a",
    "module.",
    "module.a[",
    "module.a[x]",
    'module.a["x]',
    "module.a[0]x",
    "module.a.",
  ])("%s is none", (address) => {
    expect(parseModuleAddress(address)).toBeUndefined();
  });
});

test("two module instances have two ids, whatever their keys contain", () => {
  const ids = [
    "",
    "module.a",
    "module.b",
    "module.a[0]",
    'module.a["0"]',
    'module.a["x"].module.b',
    'module.a["x\\"].module.b"]',
    "module.a.module.b",
  ].map((address) => moduleId(parseModuleAddress(address) ?? []));
  expect(new Set(ids).size).toBe(ids.length);
  expect(moduleId([])).toBe("");
});
