import { describe, expect, test } from "@jest/globals";
import { configurationFromPlan } from "../../../policies/plan/configuration/from-plan";

const row = (mode: string, type: string, name: string, value: string) => ({
  mode,
  type,
  name,
  expressions: { value: { constant_value: value } },
});

const read = (...resources: unknown[]) => configurationFromPlan({ root_module: { resources } });

describe("the resources that a plan's configuration has", () => {
  const { resource, resources } = read(
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
    expect(resource(mode, type, name)).toBeUndefined();
  });

  test("are listed in the plan's order", () => {
    expect([...resources.keys()]).toEqual(["managed|a|one", "data|a|one", "managed|b|one"]);
  });
});
