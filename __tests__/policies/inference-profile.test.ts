import { beforeAll, describe, expect, test } from "@jest/globals";
import type { PossibleValue } from "../../policies/attribute";
import type { Estate, InferenceProfile } from "../../policies/estate";
import {
  isApplicationProfileArn,
  kindOfModelName,
  namesApplicationProfile,
  namesProvisionedThroughput,
  profileNamedBy,
} from "../../policies/inference-profile";
import { gatePlan, recordedPlan } from "./support";
import { resolved as resolvedOf, text } from "./attributes";

const bedrock = "arn:aws:bedrock:eu-west-2:123456789012";
const profile = `${bedrock}:application-inference-profile/abc123xyz`;
const throughput = `${bedrock}:provisioned-model/abc123`;
const resolved = (type: string, attribute: string, members = {}) => resolvedOf(`${type}.x`, attribute, members);

test.each([
  [profile, true],
  [profile.replace("arn:aws:", "arn:aws-us-gov:"), true],
  [` ${profile}`, false],
  [`${profile}/x`, false],
  [profile.replace("123456789012", "12345678901"), false],
  [profile.replace("application-", ""), false],
  [profile.slice(0, -9), false],
  [7, false],
])("%s is an application inference profile's ARN: %s", (value, expected) => {
  expect(isApplicationProfileArn(value)).toBe(expected);
});

test.each<[PossibleValue, string]>([
  [text(profile), "yes"],
  [text("amazon.nova-lite-v1:0"), "no"],
  [{ kind: "undetermined", because: "", settledBy: "" }, "unknown"],
  [resolved("aws_bedrock_inference_profile", "arn"), "yes"],
  [resolved("aws_bedrock_inference_profile", "id"), "no"],
  [resolved("awscc_bedrock_application_inference_profile", "inference_profile_arn"), "yes"],
  [resolved("awscc_bedrock_application_inference_profile", "arn"), "no"],
  [resolved("data.aws_bedrock_foundation_model", "model_arn"), "no"],
  [resolved("data.aws_bedrock_foundation_models", "model_summaries"), "no"],
  [resolved("data.aws_ssm_parameter", "value"), "unknown"],
  [resolved("data.aws_ssm_parameter", "value", { value: profile }), "yes"],
  [resolved("data.aws_ssm_parameter", "value", { value: "x" }), "no"],
  [resolved("constructor", "name"), "unknown"],
])("%j names an application inference profile: %s", (value, expected) => {
  expect(namesApplicationProfile(value)).toBe(expected);
});

test.each<[PossibleValue, boolean]>([
  [text(throughput), true],
  [text(`x${throughput}`), false],
  [text(`${throughput}/x`), false],
  [text(7), false],
  [{ kind: "undetermined", because: "", settledBy: "" }, false],
  [resolved("aws_bedrock_provisioned_model_throughput", "provisioned_model_arn"), true],
  [resolved("aws_bedrock_provisioned_model_throughput", "id"), false],
  [resolved("data.aws_ssm_parameter", "value", { value: throughput }), true],
  [resolved("data.aws_ssm_parameter", "value"), false],
])("%j certainly names provisioned throughput: %s", (value, expected) => {
  expect(namesProvisionedThroughput(value)).toBe(expected);
});

describe("the profile of an estate is named", () => {
  let base: Estate;
  beforeAll(async () => {
    ({ estate: base } = await gatePlan(recordedPlan("news-agent")));
  });
  const address = "aws_bedrock_inference_profile.x";

  test.each<[string, PossibleValue, string | undefined]>([
    ["by reference", resolved("aws_bedrock_inference_profile", "arn"), address],
    ["by its ARN", text(profile), "known"],
    [
      "by its ARN, which a data source has read",
      resolved("data.aws_ssm_parameter", "value", { value: profile }),
      "known",
    ],
    ["by no other ARN", text(`${profile}x`), undefined],
    ["by no other attribute", resolved("aws_bedrock_inference_profile", "id"), undefined],
    ["by nothing that is not known", { kind: "undetermined", because: "", settledBy: "" }, undefined],
  ])("%s", (_, value, expected) => {
    const [one] = base.inferenceProfiles as [InferenceProfile];
    const arn = { possible: [resolved("x", "y"), text(profile)], trail: [] };
    const inferenceProfiles = [
      { ...one, address, arn: { possible: [resolved("x", "y", { value: "z" })], trail: [] } },
      { ...one, address: "known", arn },
    ];
    expect(profileNamedBy(value, { ...base, inferenceProfiles })?.address).toBe(expected);
  });
});

describe("for a reader", () => {
  test.each([
    [7, "no model at all"],
    ["", "an empty text"],
    [profile, "an application inference profile"],
    ["arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0", "a foundation model's ARN"],
    [
      `${bedrock}:inference-profile/eu.amazon.nova-lite-v1:0`,
      "a system-defined inference profile's ARN, which cannot be tagged",
    ],
    [throughput, "a provisioned throughput's ARN"],
    ["eu.amazon.nova-lite-v1:0", "a system-defined inference profile, which cannot be tagged"],
    ["global.amazon.nova-2-lite-v1:0", "a system-defined inference profile, which cannot be tagged"],
    ["amazon.eu.x", "a foundation model's id"],
  ])("%s is %s", (value, kind) => {
    expect(kindOfModelName(value)).toBe(kind);
  });
});
