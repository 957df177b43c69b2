import type { RuleDocumentation } from "../documented-rule";

export const inferenceProfileHasProjectTag: RuleDocumentation = {
  examines:
    "The project tag of every application inference profile in the plan, the provider's default tags included, and of every profile outside the plan that an agent in it calls its model through.",
  answers: {
    pass: "The tag is set to a value that is not blank.",
    fail: "The tag is not set, or blank: what is spent through the profile belongs to no project.",
    undetermined: "The value of the tag cannot be known from this plan, or the profile stands outside it.",
    notApplicable: "The profile is destroyed by this plan.",
  },
  remedies: [
    {
      language: "hcl",
      code: `resource "aws_bedrock_inference_profile" "news" {
  name = "aws-news-agent"
  model_source {
    copy_from = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0"
  }
  tags = { Project = "aws-news-agent" }
}`,
    },
    {
      language: "ts",
      code: `const tags = new ProjectTags({ project: "aws-news-agent" });
new TrackedInferenceProfile(stack, "Profile", {
  name: "aws-news-agent",
  source: foundationModel("amazon.nova-lite-v1:0"),
  tags,
  environment,
});`,
    },
  ],
};
