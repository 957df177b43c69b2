import { describe, expect, test } from "@jest/globals";
import { AgentRole, type ModelSource, systemProfile, TrackedInferenceProfile } from "../../constructs";
import { allTags, asOf, environment, model, tags, testStack } from "./support/stack";
import { address, policyOf, synth, the } from "./support/synthesized";

const roleFor = (source: ModelSource) => {
  const stack = testStack();
  const inferenceProfile = new TrackedInferenceProfile(stack, "Profile", {
    name: "p",
    source,
    tags,
    environment,
    asOf,
  });
  new AgentRole(stack, "Role", { name: "agent", inferenceProfile, tags, environment });
  const synthesized = synth(stack);
  const profile = address(synthesized, "aws_bedrock_inference_profile");
  return { synthesized, arn: `\${${profile}.arn}`, profile, policy: the(synthesized, "aws_iam_role_policy") };
};
const INVOKE = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

describe("AgentRole", () => {
  test("is assumed by Bedrock alone, for agents of this account and Region", () => {
    const role = the(roleFor(model).synthesized, "aws_iam_role");
    expect(role).toMatchObject({ name: "agent", tags: allTags });
    expect(policyOf(role["assume_role_policy"]).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "bedrock.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:bedrock:eu-west-2:111122223333:agent/*" },
        },
      },
    ]);
  });

  test("calls the model through the profile only", () => {
    const { policy, arn } = roleFor(model);
    expect(policyOf(policy["policy"]).Statement).toEqual([
      { Effect: "Allow", Action: [...INVOKE, "bedrock:GetInferenceProfile"], Resource: arn },
      {
        Effect: "Allow",
        Action: INVOKE,
        Resource: ["arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0"],
        Condition: { StringEquals: { "bedrock:InferenceProfileArn": arn } },
      },
    ]);
  });

  test("a system-defined source: it, and the models in every Region that AWS names, through the profile alone", () => {
    const { policy, profile } = roleFor(systemProfile("eu.anthropic.claude-sonnet-4-6"));
    const system = "arn:aws:bedrock:eu-west-2:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-6";
    const text = String(policy["policy"]);
    expect(text).toContain(`"bedrock:GetInferenceProfile"], "Resource" = ${profile}.arn}`);
    const condition = `"Condition" = {"StringEquals" = {"bedrock:InferenceProfileArn" = ${profile}.arn}}`;
    expect(text).toContain(`"Resource" = ${profile}.models[*].model_arn, ${condition}`);
    expect(text).toContain(`"Resource" = "${system}", ${condition}`);
  });

  test.each([model, systemProfile("eu.anthropic.claude-sonnet-4-6")])(
    "has no wildcard in its permissions: $id",
    (source) => {
      expect(String(roleFor(source).policy["policy"]).replace("models[*].model_arn", "")).not.toContain("*");
    },
  );

  test("the permission of the old profile stands until the new one has taken over", () => {
    const { policy } = roleFor(model);
    const other = roleFor(systemProfile("eu.anthropic.claude-sonnet-4-6")).policy;
    expect(policy["lifecycle"]).toEqual({ create_before_destroy: true });
    expect(policy["name"]).not.toBe(other["name"]);
  });
});
