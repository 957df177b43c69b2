import type { RuleDocumentation } from "../documented-rule";

export const modelSpendUsesInferenceProfile: RuleDocumentation = {
  examines:
    "Where AWS takes an application inference profile: the variants of prompts (aws_bedrockagent_prompt, awscc_bedrock_prompt), the prompt nodes and knowledge base nodes of flows (aws_bedrockagent_flow), the model that parses a data source, and the environment variables of Lambda functions. Where AWS takes a model alone, so that the answer is advisory: the embeddings of knowledge bases and the context enrichment of data sources. An agent node of a flow, and a prompt that is made for an agent, is as good as that agent; a prompt node with a managed prompt is as good as that prompt. A function's variable counts when a word of it is a profile's ARN, a model's ARN, or an id of the catalogue. What a function's code, a state machine or a container names is not in the plan or not looked at.",
  answers: {
    pass: "Every value that the model can take is the ARN of an application inference profile.",
    fail: "None of them is. Where AWS takes no profile the failure is advisory, and the answer says so.",
    undetermined:
      "The values are mixed, or go through something that is not followed; a function is given a model beside a profile, or an id that the catalogue does not have. A function whose variables are not known is in doubt only if its role may call a model directly: nothing else suggests that it calls one. An agent or a prompt of another stack cannot be seen; that is advisory unless the rule is required.",
    notApplicable:
      "The model is provisioned throughput, which is billed by the hour under tags of its own; or the prompt is judged where it stands; or the resource is destroyed by this plan.",
  },
  remedies: [
    {
      language: "hcl",
      code: `resource "aws_bedrock_inference_profile" "news" {
  name = "aws-news"
  model_source {
    copy_from = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0"
  }
  tags = { Project = "aws-news" }
}

resource "aws_bedrockagent_prompt" "summary" {
  name            = "summary"
  default_variant = "short"
  variant {
    name          = "short"
    model_id      = aws_bedrock_inference_profile.news.arn
    template_type = "TEXT"
    template_configuration {
      text { text = "Say it in one sentence." }
    }
  }
}`,
    },
    {
      language: "ts",
      code: `new TrackedFunction(stack, "Summarise", {
  name: "summarise",
  description: "Says it in one sentence",
  bundle,
  tags,
  variables: { MODEL_ID: inferenceProfile.arn },
});`,
    },
  ],
};
