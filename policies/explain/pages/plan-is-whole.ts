import type { RuleDocumentation } from "../documented-rule";

export const planIsWhole: RuleDocumentation = {
  examines:
    "What the plan says of itself: whether it ended with an error, leaves changes out, or has failed conditions; and what it forgets or deletes of the attribution. A plan of OpenTofu, or of Terraform before 1.8, does not say whether it leaves changes out: there every block without count and for_each must have its row. That a whole block with count or for_each was left out of such a plan cannot be seen. Unlike the other rules it is asked of a destroy too.",
  answers: {
    pass: "The plan is complete and without errors, and no budget or inference profile goes while an agent that needs it stays.",
    fail: "Part of what will happen is not in the plan, and so was not judged; or the plan takes the bill away from spend that goes on.",
    undetermined:
      "A plan that does not say whether it is complete has no row for a block: it was made with -target or -exclude, or the block's for_each is empty.",
    notApplicable: "This rule never gives this answer.",
  },
  remedies: [
    {
      language: "console",
      code: `$ terraform plan -out tfplan   # without -target or -exclude
$ terraform show -json tfplan > plan.json`,
    },
  ],
};
