import { describe, expect, test } from "@jest/globals";
import type { PossibleValue } from "../../../policies/attribute";
import { isApplicationProfileArn, kindOfModelName, namesApplicationProfile } from "../../../policies/inference-profile";

const arn = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123xyz";

describe("the ARN of an application inference profile", () => {
  test.each<[unknown, boolean]>([
    [arn, true],
    [arn.replace("arn:aws:", "arn:aws-us-gov:"), true],
    [arn.replace("arn:aws:", "arn:aws-cn:"), true],
    [` ${arn}`, false],
    [`x${arn}`, false],
    [`${arn}/x`, false],
    [`${arn} `, false],
    [`${arn}\n`, false],
    [arn.replace("123456789012", "12345678901"), false],
    [arn.replace("123456789012", "1234567890123"), false],
    [arn.replace("bedrock", "bedrockx"), false],
    [arn.replace("eu-west-2", ""), false],
    [arn.replace("application-", ""), false],
    [arn.replace("abc123xyz", ""), false],
    [arn.replace("arn:aws:", "arn:gcp:"), false],
    [null, false],
    [[arn], false],
  ])("%j: %s", (value, expected) => {
    expect(isApplicationProfileArn(value)).toBe(expected);
  });
});

describe("what a value proves", () => {
  const profile = "aws_bedrock_inference_profile";
  const cloudControl = "awscc_bedrock_application_inference_profile";
  const resolved = (type: string, attribute: string, members: object = {}): PossibleValue => ({
    kind: "resolved",
    of: `${type}.x`,
    type,
    attribute,
    ...members,
  });

  test.each<[PossibleValue, string]>([
    [{ kind: "known", value: arn, sensitive: false }, "yes"],
    [{ kind: "known", value: "amazon.nova-lite-v1:0", sensitive: false }, "no"],
    [{ kind: "undetermined", because: "", settledBy: "" }, "unknown"],
    [resolved(profile, "arn"), "yes"],
    [resolved(cloudControl, "inference_profile_arn"), "yes"],
    [resolved(profile, "id"), "no"],
    [resolved(profile, "inference_profile_arn"), "no"],
    [resolved(profile, "arn[0]"), "no"],
    [resolved(profile, ""), "no"],
    [resolved(cloudControl, "arn"), "no"],
    [resolved(cloudControl, "inference_profile_id"), "no"],
    [resolved("data.aws_bedrock_foundation_model", "model_arn"), "no"],
    [resolved("data.aws_bedrock_foundation_models", "model_summaries"), "no"],
    [resolved("aws_ssm_parameter", "arn"), "unknown"],
    [resolved("aws_ssm_parameter", "value", { value: arn }), "yes"],
    [resolved("aws_ssm_parameter", "value", { value: "amazon.nova-lite-v1:0" }), "no"],
    [resolved("toString", "arn"), "unknown"],
    [resolved("constructor", "name"), "unknown"],
  ])("%j: %s", (value, expected) => {
    expect(namesApplicationProfile(value)).toBe(expected);
  });
});

test.each<[unknown, string]>([
  [null, "no model at all"],
  ["", "an empty text"],
  [arn, "an application inference profile"],
  ["arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0", "a foundation model's ARN"],
  [
    "arn:aws:bedrock:eu-west-2:123456789012:inference-profile/eu.amazon.nova-lite-v1:0",
    "a system-defined inference profile's ARN, which cannot be tagged",
  ],
  ["arn:aws:bedrock:eu-west-2:123456789012:provisioned-model/abc", "a provisioned throughput's ARN"],
  ...["us", "us-gov", "eu", "apac", "jp", "au", "ca", "sa", "global"].map((prefix): [string, string] => [
    `${prefix}.amazon.nova-lite-v1:0`,
    "a system-defined inference profile, which cannot be tagged",
  ]),
  ["amazon.nova-lite-v1:0", "a foundation model's id"],
  ["xus.amazon.nova-lite-v1:0", "a foundation model's id"],
  ["usamazon.nova-lite-v1:0", "a foundation model's id"],
])("%j is %s", (value, kind) => {
  expect(kindOfModelName(value)).toBe(kind);
});
