import type { RuleDocumentation } from "../documented-rule";

export const costAllocationTagActive: RuleDocumentation = {
  examines:
    "Every aws_ce_cost_allocation_tag of the plan for the key of the project tag. Only the payer account can activate a tag, and AWS knows the key a day after the first tagged resource: a plan without one is told so, and is not held against.",
  answers: {
    pass: "The key is made Active.",
    fail: "The key is made Inactive.",
    undetermined: "Its key or status is not known before the apply.",
    notApplicable: "The plan activates no such key: it may be done elsewhere.",
  },
  remedies: [
    {
      language: "hcl",
      code: `resource "aws_ce_cost_allocation_tag" "project" {
  tag_key = "Project"
  status  = "Active"
}`,
    },
    { language: "ts", code: `new CostAllocationTag(stack, "ProjectTag", { tags }); // in the payer account` },
  ],
};
