import { describe, expect, test } from "@jest/globals";
import { ChargebackInputError, foundationModel, type ModelSource, systemProfile } from "../../constructs";
import { TrackedInferenceProfile } from "../../constructs";
import { allTags, asOf, environment, model, tags, testStack } from "./support/stack";
import { synth, the } from "./support/synthesized";

interface Given {
  source?: ModelSource;
  name?: string;
  description?: string;
}
const profileOf = ({ source = model, name = "news", ...rest }: Given = {}) => {
  const stack = testStack();
  new TrackedInferenceProfile(stack, "Profile", { name, source, tags, environment, asOf, ...rest });
  return the(synth(stack), "aws_bedrock_inference_profile");
};

describe("TrackedInferenceProfile", () => {
  test("is tagged, copies the model of its own Region, and is replaced after its successor stands", () => {
    expect(profileOf()).toEqual({
      name: expect.stringMatching(/^news-[0-9a-f]{8}$/) as unknown,
      description: "Model spend of news",
      model_source: [{ copy_from: "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0" }],
      tags: allTags,
      lifecycle: { create_before_destroy: true },
    });
  });

  test("copies a system-defined profile of its own account", () => {
    expect(profileOf({ source: systemProfile("eu.anthropic.claude-sonnet-4-6") })["model_source"]).toEqual([
      { copy_from: "arn:aws:bedrock:eu-west-2:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-6" },
    ]);
  });

  test("has a new name whenever AWS must replace it, for two profiles stand side by side then", () => {
    const names = [
      profileOf(),
      profileOf({ source: foundationModel("amazon.nova-lite-v1:0") }),
      profileOf({ source: systemProfile("eu.anthropic.claude-sonnet-4-6") }),
      profileOf({ description: "Another sentence" }),
    ].map((profile) => profile["name"]);
    expect(new Set(names).size).toBe(4);
    expect(profileOf()["name"]).toBe(names[0]);
  });

  test("has the longest name that AWS takes", () => {
    expect(profileOf({ name: "n".repeat(55) })["name"]).toHaveLength(64);
  });

  test.each([["n".repeat(56)], [""], ["-news"], ["news--x"], ["news/x"], ["new\u00e9"]])(
    "the name %p is refused",
    (name) => {
      expect(() => profileOf({ name })).toThrow(ChargebackInputError);
      expect(() => profileOf({ name })).toThrow(/^Test\/Profile: expected an inference profile name of 1 to 64/);
    },
  );

  test.each([["two  spaces"], ["a comma, too"], [""], ["x".repeat(201)]])(
    "the description %p is refused",
    (description) => {
      expect(() => profileOf({ description })).toThrow(/^Test\/Profile: expected an inference profile description/);
    },
  );

  test("a refused model names the construct", () => {
    const source = foundationModel("anthropic.claude-3-7-sonnet-20250219-v1:0");
    expect(() => profileOf({ source })).toThrow(/^Test\/Profile: expected a model that still answers/);
  });

  test("a legacy model is a warning at synthesis", () => {
    const stack = testStack();
    const source = systemProfile("eu.anthropic.claude-sonnet-4-5-20250929-v1:0");
    const onLegacyDay = new Date("2026-11-22T00:00:00Z");
    const profile = new TrackedInferenceProfile(stack, "P", {
      name: "p",
      source,
      tags,
      environment,
      asOf: onLegacyDay,
    });
    expect(profile.node.metadata).toEqual([
      { type: "@cdktf/warn", data: expect.stringContaining("is a legacy model") as unknown, trace: undefined },
    ]);
  });
});
