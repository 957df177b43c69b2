import { expect, test } from "@jest/globals";
import { runLocalAws } from "../../support/run-local-aws";
import { terraformProject } from "../../support/terraform-project";

const configuration = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: { aws: [{ region: "eu-west-2" }] },
  variable: { project: { default: "news" }, name: { default: "news" } },
  data: {
    aws_bedrock_inference_profile: { europe: { inference_profile_id: "eu.anthropic.claude-sonnet-4-6" } },
    aws_bedrock_foundation_model: { nova: { model_id: "amazon.nova-pro-v1:0" } },
  },
  resource: {
    aws_bedrock_inference_profile: {
      model: {
        name: "${var.name}",
        description: "News",
        model_source: [{ copy_from: "${data.aws_bedrock_foundation_model.nova.model_arn}" }],
        tags: { Project: "${var.project}" },
        lifecycle: [{ create_before_destroy: true }],
      },
      routed: {
        name: "routed",
        model_source: [{ copy_from: "${data.aws_bedrock_inference_profile.europe.inference_profile_arn}" }],
      },
    },
  },
};

test("inference profiles are applied, planned empty, tagged, replaced and destroyed", async () => {
  const aws = await runLocalAws();
  const terraform = terraformProject(aws, configuration);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });
  const applied = await terraform("apply", "-auto-approve", "-input=false");
  expect(applied.output).toContain("Resources: 2 added, 0 changed, 0 destroyed");
  expect((await terraform("plan", "-detailed-exitcode")).output).toContain("No changes");
  const tagged = await terraform("apply", "-auto-approve", "-var=project=other");
  expect(tagged.output).toContain("Resources: 0 added, 1 changed, 0 destroyed");
  const replaced = await terraform("apply", "-auto-approve", "-var=project=other", "-var=name=renamed");
  expect(replaced.output).toContain("Resources: 1 added, 0 changed, 1 destroyed");
  const destroyed = await terraform("destroy", "-auto-approve", "-refresh=false");
  expect(destroyed.output).toContain("Resources: 2 destroyed");
});
