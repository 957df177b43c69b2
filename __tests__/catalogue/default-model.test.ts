import { describe, expect, test } from "@jest/globals";
import { callableInRegion, defaultModel, findModel, lifecycle } from "../../catalogue";

describe("the default model", () => {
  const entry = findModel(defaultModel.modelId);

  test("is active on the day its sources were read", () => {
    for (const { readOn } of defaultModel.sources) expect(entry && lifecycle(entry, new Date(readOn))).toBe("active");
  });

  test("is callable in its Region as it says", () => {
    expect(entry && callableInRegion(entry, defaultModel.region)).toContain(defaultModel.how);
  });

  test("has a page that shows its Region and a page that shows agents", () => {
    const shown = defaultModel.sources.flatMap((source): readonly string[] => source.shows);
    expect(shown).toEqual(expect.arrayContaining(["id", "lifecycle", "regions", "agents"]));
  });
});
