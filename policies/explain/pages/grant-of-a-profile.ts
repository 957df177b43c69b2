import type { Remedy } from "../documented-rule";

/** What lets a role call a profile, and the models behind it through that profile alone. */
export const grantOfAProfile: Remedy = {
  language: "hcl",
  code: `data "aws_iam_policy_document" "agent" {
  statement {
    actions   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream", "bedrock:GetInferenceProfile"]
    resources = [aws_bedrock_inference_profile.news.arn]
  }
  statement {
    actions   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
    resources = aws_bedrock_inference_profile.news.models[*].model_arn
    condition {
      test     = "StringEquals"
      variable = "bedrock:InferenceProfileArn"
      values   = [aws_bedrock_inference_profile.news.arn]
    }
  }
}

resource "aws_iam_role_policy" "agent" {
  role   = aws_iam_role.agent.name
  policy = data.aws_iam_policy_document.agent.json
}`,
};
