import type { RuleDocumentation } from "../documented-rule";

export const projectTagOnEveryBillable: RuleDocumentation = {
  examines:
    "The project tag of every resource that can be tagged and can cost something, the provider's default tags included. Types that AWS never bills by themselves are left out, each for a reason that was read on its price page; a type that nobody has looked at counts as billable.",
  answers: {
    pass: "The tag is set to a value that is not blank.",
    fail: "The tag is not set, or blank: the resource's cost is missing in the project's budget.",
    undetermined: "The value of the tag cannot be known from this plan.",
    notApplicable: "The resource is destroyed by this plan.",
  },
  remedies: [
    {
      language: "hcl",
      code: `provider "aws" {
  default_tags {
    tags = { Project = "aws-news-agent" }
  }
}`,
    },
    {
      language: "ts",
      code: `const tags = new ProjectTags({ project: "aws-news-agent" });
new ChargebackStack(app, "AwsNewsAgent", { environment, tags, stateBucket }); // default tags of everything in it`,
    },
  ],
};
