import { describe, expect, test } from "@jest/globals";
import { callableInRegion, findModel, lifecycle, liveAlternatives, routedRegions } from "../../catalogue";

const on = new Date("2026-11-22");
const retired = findModel("anthropic.claude-3-7-sonnet-20250219-v1:0");

describe("liveAlternatives", () => {
  test("names active models only, each callable as it says", () => {
    for (const region of ["eu-west-2", "us-east-1", "ap-northeast-1", "sa-east-1"]) {
      const alternatives = liveAlternatives(retired, region, on);
      expect(alternatives).not.toHaveLength(0);
      for (const { modelId, how, copyFromId } of alternatives) {
        const entry = findModel(modelId);
        expect(entry && lifecycle(entry, on)).toBe("active");
        expect(entry && callableInRegion(entry, region)).toContain(how);
        if (how === "on-demand") expect(copyFromId).toBe(modelId);
        else expect(routedRegions(copyFromId, region)).toBeDefined();
      }
    }
  });

  test("puts the same provider first", () => {
    const providers = liveAlternatives(retired, "eu-west-2", on).map(({ modelId }) => modelId.split(".")[0]);
    expect(providers[0]).toBe("anthropic");
    expect(providers.lastIndexOf("anthropic")).toBeLessThan(providers.indexOf("amazon"));
  });

  test("offers a profile-only model through its profile", () => {
    const haiku = findModel("anthropic.claude-haiku-4-5-20251001-v1:0");
    expect(liveAlternatives(haiku, "eu-west-2", on)).toContainEqual({
      modelId: "anthropic.claude-haiku-4-5-20251001-v1:0",
      name: "Claude Haiku 4.5",
      how: "profile",
      copyFromId: "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
    });
  });

  test("depends on the day", () => {
    const ids = (day: string) => liveAlternatives(undefined, "eu-west-2", new Date(day)).map(({ modelId }) => modelId);
    expect(ids("2026-10-07")).toContain("anthropic.claude-sonnet-4-5-20250929-v1:0");
    expect(ids("2026-10-08")).not.toContain("anthropic.claude-sonnet-4-5-20250929-v1:0");
  });

  test("is empty where the catalogue places no model", () => {
    expect(liveAlternatives(undefined, "cn-north-1", on)).toEqual([]);
  });
});
