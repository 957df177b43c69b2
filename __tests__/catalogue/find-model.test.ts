import { describe, expect, test } from "@jest/globals";
import { findModel, findSystemProfile, models } from "../../catalogue";

const sonnet = "anthropic.claude-sonnet-4-6";

describe("findModel", () => {
  test.each([
    ["a model id", sonnet, sonnet],
    ["a foundation-model ARN", `arn:aws:bedrock:eu-west-2::foundation-model/${sonnet}`, sonnet],
    ["a foundation-model ARN of GovCloud", `arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/${sonnet}`, sonnet],
    ["a foundation-model ARN without Region", `arn:aws:bedrock:::foundation-model/${sonnet}`, sonnet],
    ["a system-defined profile id", `eu.${sonnet}`, sonnet],
    ["a system-defined profile ARN", `arn:aws:bedrock:eu-west-2:000000000000:inference-profile/eu.${sonnet}`, sonnet],
    ["a global profile id", `global.${sonnet}`, sonnet],
    [
      "a geography that its row does not list",
      "apac.anthropic.claude-3-7-sonnet-20250219-v1:0",
      "anthropic.claude-3-7-sonnet-20250219-v1:0",
    ],
  ])("knows %s", (_, reference, modelId) => {
    expect(findModel(reference)?.modelId).toBe(modelId);
  });

  test.each([
    ["an empty text", ""],
    ["a model without a row", "deepseek.v3.2"],
    ["a geography alone", "eu."],
    ["a part of an id", "claude-sonnet-4-6"],
    [
      "an application inference profile",
      "arn:aws:bedrock:eu-west-2:000000000000:application-inference-profile/abc123xyz",
    ],
    ["a Terraform expression", "${aws_bedrock_inference_profile.p.arn}"],
    ["another service's ARN", `arn:aws:s3:::foundation-model/${sonnet}`],
    ["an id with text after it", `${sonnet} `],
  ])("leaves %s unknown", (_, reference) => {
    expect(findModel(reference)).toBeUndefined();
  });

  test("finds every row by each of its ids", () => {
    for (const entry of models)
      for (const id of [entry.modelId, ...entry.systemProfiles.map((profile) => profile.id)])
        expect(findModel(id)).toBe(entry);
  });
});

describe("findSystemProfile", () => {
  test.each([
    ["an id", "eu.amazon.nova-pro-v1:0", "eu.amazon.nova-pro-v1:0"],
    [
      "an ARN",
      "arn:aws:bedrock:eu-west-1:000000000000:inference-profile/eu.amazon.nova-pro-v1:0",
      "eu.amazon.nova-pro-v1:0",
    ],
    ["a model id", "amazon.nova-pro-v1:0", undefined],
    ["a geography that its row does not list", "jp.amazon.nova-pro-v1:0", undefined],
  ])("for %s", (_, reference, id) => {
    expect(findSystemProfile(reference)?.id).toBe(id);
  });
});
