import { expect, test } from "@jest/globals";
import type { PossibleValue } from "../../policies/attribute";
import { modelNameOf, modelsIn } from "../../policies/model-name";
import { resolved as resolvedOf, text as known } from "./attributes";

const profile = "arn:aws:bedrock:eu-west-2:123456789012:application-inference-profile/abc123xyz";
const resolved = (type: string, attribute: string, members = {}) => resolvedOf(`${type}.x`, attribute, members);

test.each<[PossibleValue, string]>([
  [known(profile), "profile"],
  [known("amazon.nova-lite-v1:0"), "model"],
  [known("global.anthropic.claude-sonnet-4-20250514-v1:0"), "model"],
  [known("arn:aws:bedrock:eu-west-2::foundation-model/cohere.embed-english-v3"), "model"],
  [known("arn:aws:bedrock:eu-west-2:123456789012:inference-profile/eu.new.model"), "model"],
  [known("bedrock/amazon.nova-lite-v1:0"), "none"],
  [known('{"a":["x","amazon.nova-lite-v1:0"]}'), "model"],
  [known(`{"amazon.nova-lite-v1:0":"${profile}"}`), "both"],
  [known("amazon.titan-embed-text-v2:0"), "alike"],
  [known("eu.anthropic.claude-opus-9-9"), "alike"],
  [known("ai21.jamba-1-5-large-v1:0:256k"), "alike"],
  [known("amazon.com"), "none"],
  [known("meta.example.org"), "none"],
  [known("claude"), "none"],
  [known("123456789012.dkr.ecr.eu-west-2.amazonaws.com/news:1"), "none"],
  [known("arn:aws:bedrock:eu-west-2:123456789012:agent/ABCDEFGHIJ"), "none"],
  [known(null), "none"],
  [known(["amazon.nova-lite-v1:0"]), "none"],
  [resolved("aws_bedrock_inference_profile", "arn"), "profile"],
  [resolved("awscc_bedrock_application_inference_profile", "inference_profile_arn"), "profile"],
  [resolved("aws_bedrock_inference_profile", "models[0].model_arn"), "model"],
  [resolved("aws_bedrock_inference_profile", "name"), "none"],
  [resolved("data.aws_bedrock_foundation_model", "model_id"), "model"],
  [resolved("data.aws_bedrock_foundation_model", "provider_name"), "none"],
  [resolved("data.aws_ssm_parameter", "value"), "open"],
  [resolved("data.aws_ssm_parameter", "value", { value: "amazon.nova-lite-v1:0" }), "model"],
  [resolved("aws_ssm_parameter", "value"), "open"],
  [resolved("aws_dynamodb_table", "name"), "none"],
  [{ kind: "undetermined", because: "b", settledBy: "s" }, "open"],
])("%j: %s", (value, expected) => {
  expect(modelNameOf(value)).toBe(expected);
});

test.each<[PossibleValue, PossibleValue[]]>([
  [known(profile), [known(profile)]],
  [known(`{"password":"hunter-2-v1","model":"amazon.nova-lite-v1:0"}`), [known("amazon.nova-lite-v1:0")]],
  [known(`amazon.nova-lite-v1:0, ${profile} amazon.nova-lite-v1:0`), [known("amazon.nova-lite-v1:0"), known(profile)]],
  [known("hunter-2-v1"), []],
  [resolved("data.aws_ssm_parameter", "value"), [resolved("data.aws_ssm_parameter", "value")]],
])("of %j the models and profiles alone are shown", (value, expected) => {
  expect(modelsIn(value)).toEqual(expected);
});

test("of a sensitive text not even its models are shown", () => {
  const secret: PossibleValue = { kind: "known", value: "amazon.nova-lite-v1:0", sensitive: true };
  expect(modelsIn(secret)).toEqual([secret]);
});
