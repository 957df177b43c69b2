import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import {
  foundationModel,
  ModelGrant,
  type ModelSource,
  systemProfile,
  TrackedFunction,
  TrackedModel,
} from "../../constructs";
import { allTags, bundleFolder, environment, model, tags, testStack } from "./support/stack";
import { address, policyOf, synth, the } from "./support/synthesized";

const budget = { monthlyLimitUsd: 20, notifyEmails: ["finance@example.com"] };
const INVOKE = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

const modelWith = (source: ModelSource) => {
  const stack = testStack();
  return { stack, tracked: new TrackedModel(stack, "Model", { tags, source, environment, budget }) };
};

describe("TrackedModel", () => {
  test("is a tagged profile and the project's budget, without an agent", () => {
    const synthesized = synth(modelWith(model).stack);
    expect(Object.keys(synthesized.resource).sort()).toEqual([
      "aws_bedrock_inference_profile",
      "aws_budgets_budget",
      "aws_sns_topic",
      "aws_sns_topic_policy",
    ]);
    expect(the(synthesized, "aws_bedrock_inference_profile")).toMatchObject({
      name: expect.stringMatching(/^aws-news-agent-[0-9a-f]{8}$/) as unknown,
      model_source: [{ copy_from: "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0" }],
      tags: allTags,
    });
    expect(the(synthesized, "aws_budgets_budget")).toMatchObject({
      limit_amount: "20",
      cost_filter: [{ name: "TagKeyValue", values: ["user:Project$aws-news-agent"] }],
    });
  });

  test.each([model, systemProfile("eu.anthropic.claude-sonnet-4-6")])(
    "a function calls it by the profile's ARN, and may call nothing else: $id",
    (source) => {
      const { stack, tracked } = modelWith(source);
      new TrackedFunction(stack, "Fn", {
        name: "summarize",
        description: "Summarizes",
        bundle: path.join(bundleFolder(), "invoke-agent.zip"),
        tags,
        variables: { MODEL_ID: tracked.modelId },
        statements: tracked.statements,
      });
      const synthesized = synth(stack);
      const profile = address(synthesized, "aws_bedrock_inference_profile");
      expect(the(synthesized, "aws_lambda_function")).toMatchObject({
        environment: { variables: { MODEL_ID: `\${${profile}.arn}` } },
      });
      const text = String(the(synthesized, "aws_iam_role_policy")["policy"]);
      const resources = [...text.matchAll(/"Resource"(?: = |:)("[^"]*"|\[[^\]]*\]|[^,}]*)/g)].map(([, it]) => it);
      expect(resources).toHaveLength(source.kind === "system-profile" ? 4 : 3);
      // Beside its log and the profile, each resource is bound to the profile by a condition.
      expect(text.match(/bedrock:InferenceProfileArn/g)).toHaveLength(resources.length - 2);
    },
  );
});

describe("ModelGrant", () => {
  test("lets a role that stands already call the model, through the profile alone", () => {
    const { stack, tracked } = modelWith(foundationModel("amazon.nova-lite-v1:0"));
    const role = new IamRole(stack, "Runtime", { name: "runtime", assumeRolePolicy: "{}" });
    new ModelGrant(stack, "Grant", { role: role.name, inferenceProfile: tracked.inferenceProfile });
    const synthesized = synth(stack);
    const arn = `\${${address(synthesized, "aws_bedrock_inference_profile")}.arn}`;
    const grant = the(synthesized, "aws_iam_role_policy");
    expect(grant).toMatchObject({
      name: `invoke-through-profile-${tracked.inferenceProfile.fingerprint}`,
      role: `\${${address(synthesized, "aws_iam_role")}.name}`,
    });
    expect(policyOf(grant["policy"]).Statement).toEqual([
      { Effect: "Allow", Action: [...INVOKE, "bedrock:GetInferenceProfile"], Resource: arn },
      {
        Effect: "Allow",
        Action: INVOKE,
        Resource: ["arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0"],
        Condition: { StringEquals: { "bedrock:InferenceProfileArn": arn } },
      },
    ]);
  });
});
