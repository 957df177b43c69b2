import type { RuleDocumentation } from "../documented-rule";

export const modelIsLive: RuleDocumentation = {
  examines:
    "The model or system-defined profile that each application inference profile copies, and the model that an agent names itself, held against the catalogue's lifecycle dates on the day of the check. Whether the model is served in the Region is not asked.",
  answers: {
    pass: "The catalogue has the model as active on that day.",
    fail: "The model is legacy or has reached its end of life; the answer names the date, and active models of the Region that the ARN names.",
    undetermined:
      "The catalogue has no row for the model, or the model is not known yet. That says nothing against it.",
    notApplicable: "The profile or agent is destroyed by this plan.",
  },
  remedies: [
    {
      language: "hcl",
      code: `resource "aws_bedrock_inference_profile" "news" {
  name = "aws-news-agent"
  model_source {
    copy_from = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0"
  }
  tags = { Project = "aws-news-agent" }
}`,
    },
    {
      language: "ts",
      code: `new TrackedInferenceProfile(stack, "Profile", {
  name: "aws-news-agent",
  source: foundationModel("amazon.nova-pro-v1:0"),
  tags,
  environment,
});`,
    },
  ],
};
