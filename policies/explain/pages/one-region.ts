import type { RuleDocumentation } from "../documented-rule";

export const oneRegion: RuleDocumentation = {
  examines:
    "Where each agent of the plan stands, and its inference profile, aliases, action groups, the functions that these call, the functions whose environment names the agent or its alias, and the APIs in front of them. The Region of a resource is its own region (AWS provider 6), else that of its provider configuration, else that in its known ARN. Two resources of one provider configuration stand in one Region, even where the environment decides which. Also whether a profile copies a model of its own Region. Budgets, IAM and cost allocation tags are global, and not asked.",
  answers: {
    pass: "Everything that belongs to the agent provably stands in the agent's Region; and the profile copies a model of its own.",
    fail: "Something that belongs to the agent stands in another Region, or the profile copies a model of another one.",
    undetermined:
      "The Region of one of them is not known, or whether a resource of another Region belongs to the agent cannot be told.",
    notApplicable: "The plan has no agent and no inference profile.",
  },
  remedies: [
    {
      language: "hcl",
      code: `provider "aws" {
  region = "eu-west-2"
}

# The agent, its profile, functions and API leave "provider" out: all of them stand in eu-west-2.
# A second provider is for what is global.
provider "aws" {
  alias  = "billing"
  region = "us-east-1"
}`,
    },
    {
      language: "ts",
      code: `// Everything in a ChargebackStack is made by one provider, in environment.region.
new ChargebackStack(app, "AwsNewsAgent", { environment, tags, stateBucket });`,
    },
  ],
};
