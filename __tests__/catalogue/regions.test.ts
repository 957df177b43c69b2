import { describe, expect, test } from "@jest/globals";
import {
  ANY_COMMERCIAL_REGION,
  callableInRegion,
  findModel,
  models,
  routedRegions,
  systemProfileFor,
  type ModelEntry,
} from "../../catalogue";

const rowOf = (modelId: string): ModelEntry => {
  const entry = findModel(modelId);
  if (entry === undefined) throw new Error(`no row for ${modelId}`);
  return entry;
};

describe("callableInRegion", () => {
  test.each([
    ["amazon.nova-pro-v1:0", "eu-west-2", ["on-demand"]],
    ["amazon.nova-pro-v1:0", "us-east-1", ["on-demand", "profile"]],
    ["amazon.nova-pro-v1:0", "eu-west-1", ["profile"]],
    ["amazon.nova-pro-v1:0", "sa-east-1", undefined],
    ["anthropic.claude-sonnet-4-6", "eu-west-2", ["on-demand", "profile"]],
    ["anthropic.claude-haiku-4-5-20251001-v1:0", "eu-west-2", ["profile"]],
    ["anthropic.claude-haiku-4-5-20251001-v1:0", "cn-north-1", undefined],
    ["mistral.mistral-large-3-675b-instruct", "us-east-1", ["on-demand"]],
    ["anthropic.claude-sonnet-4-6", "toString", undefined],
  ])("%s in %s: %j", (modelId, region, modes) => {
    expect(callableInRegion(rowOf(modelId), region)).toEqual(modes);
  });
});

describe("systemProfileFor", () => {
  test.each([
    [
      "the geography's own",
      "anthropic.claude-haiku-4-5-20251001-v1:0",
      "eu-west-2",
      "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
    ],
    [
      "the global one where there is no other",
      "anthropic.claude-haiku-4-5-20251001-v1:0",
      "sa-east-1",
      "global.anthropic.claude-haiku-4-5-20251001-v1:0",
    ],
    ["Japan's in Tokyo", "anthropic.claude-sonnet-4-6", "ap-northeast-1", "jp.anthropic.claude-sonnet-4-6"],
    ["Canada's in Montreal", "amazon.nova-lite-v1:0", "ca-central-1", "ca.amazon.nova-lite-v1:0"],
    ["none where the model is served on demand only", "amazon.nova-pro-v1:0", "eu-west-2", undefined],
    ["none for a model without profiles", "mistral.mistral-large-3-675b-instruct", "us-east-1", undefined],
  ])("%s", (_, modelId, region, profileId) => {
    expect(systemProfileFor(rowOf(modelId), region)).toBe(profileId);
  });
});

describe("routedRegions", () => {
  const haiku = "eu.anthropic.claude-haiku-4-5-20251001-v1:0";
  const sixRegions = ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"];

  test.each([
    ["London adds itself", haiku, "eu-west-2", [...sixRegions.slice(0, 5), "eu-west-2", "eu-west-3"]],
    ["Paris is one of the six", haiku, "eu-west-3", sixRegions],
    [
      "Tel Aviv reaches Milan too",
      "eu.amazon.nova-pro-v1:0",
      "il-central-1",
      ["eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-3", "il-central-1"],
    ],
    ["a global profile goes anywhere", "global.anthropic.claude-sonnet-4-6", "eu-west-2", [ANY_COMMERCIAL_REGION]],
    ["a source that the profile does not have", haiku, "us-east-1", undefined],
    ["a source that is no Region", haiku, "constructor", undefined],
    ["a profile without a row", "eu.deepseek.r1-v1:0", "eu-west-1", undefined],
    ["a model id is no profile", "amazon.nova-pro-v1:0", "eu-west-2", undefined],
  ])("%s", (_, profileId, source, destinations) => {
    expect(routedRegions(profileId, source)).toEqual(destinations);
  });

  test("without a source it is every Region that any source reaches", () => {
    expect(routedRegions(haiku)).toEqual([
      "eu-central-1",
      "eu-central-2",
      ...sixRegions.slice(1, 5),
      "eu-west-2",
      "eu-west-3",
    ]);
    expect(routedRegions("global.anthropic.claude-sonnet-4-6")).toEqual([ANY_COMMERCIAL_REGION]);
  });

  test("every geographic profile may answer in the Region it is called from", () => {
    const elsewhere = models
      .flatMap((entry) => entry.systemProfiles)
      .filter(({ id }) => !id.startsWith("global."))
      .flatMap(({ id, routes }) => Object.entries(routes).map(([source, to]) => ({ id, source, to })))
      .filter(({ source, to }) => !to.includes(source));
    expect(elsewhere).toEqual([]);
  });
});
