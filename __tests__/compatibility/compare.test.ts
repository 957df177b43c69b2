import { describe, expect, test } from "@jest/globals";
import { compare, explainDifferences, type Known } from "../../compatibility/compare";

describe("compare", () => {
  const stack = { terraform: { version: "1" }, resource: { role: { Role: { tags: { Project: "a" }, list: [1, 2] } } } };

  test("finds nothing between what is the same, whatever the order of its members", () => {
    const { resource, terraform } = stack;
    expect(compare(stack, { resource, terraform }, "App")).toEqual([]);
  });

  test.each<[string, object, object]>([
    [
      "a value that changed",
      { ...stack, terraform: { version: "2" } },
      { where: "App terraform.version", before: "1", after: "2" },
    ],
    ["a member that is gone", { resource: stack.resource }, { where: "App terraform", before: { version: "1" } }],
    ["a member that is new", { ...stack, output: {} }, { where: "App output", after: {} }],
    [
      "an element of a list",
      { ...stack, resource: { role: { Role: { tags: { Project: "a" }, list: [1, 3] } } } },
      { where: "App resource.role.Role.list.1", before: 2, after: 3 },
    ],
    [
      "a list in place of an object",
      { ...stack, resource: { role: { Role: { tags: ["a"], list: [1, 2] } } } },
      { where: "App resource.role.Role.tags", before: { Project: "a" }, after: ["a"] },
    ],
    ["null in place of a value", { ...stack, terraform: null }, { where: "App terraform", after: null }],
  ])("finds %s, and where", (_, after, expected) => {
    expect(compare(stack, after, "App")).toEqual([expect.objectContaining(expected)]);
  });

  test("finds a stack that one of them lacks", () => {
    expect(compare(undefined, stack, "App")).toEqual([{ where: "App", before: undefined, after: stack }]);
  });
});

describe("explainDifferences", () => {
  const version: Known = { attribute: "version", pattern: /\.version$/, reason: "it is another one" };
  const tags: Known = { attribute: "tags", pattern: /\.tags$/, reason: "they are another's" };
  const differs = (where: string) => ({ where, before: 1, after: 2 });

  test("counts what the list knows, gives what it does not know, and names what it knows in vain", () => {
    const found = [differs("One terraform.version"), differs("Two terraform.version"), differs("One resource.name")];
    const { explained, unexplained, stale } = explainDifferences(found, [version, tags]);
    expect([...explained]).toEqual([[version, 2]]);
    expect(unexplained).toEqual([differs("One resource.name")]);
    expect(stale).toEqual([tags]);
  });
});
