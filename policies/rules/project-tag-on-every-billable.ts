import type { Rule } from "../rule";
import { judgeProjectTag } from "./judge-project-tag";
import { isBillable } from "./unbilled-types";

export const projectTagOnEveryBillable: Rule = {
  id: "project-tag-on-every-billable",
  level: "mandatory",
  question: "Does every resource that can cost something carry the project tag?",
  rationale:
    "What surrounds the model costs too: functions, log groups, the API's stage. A resource without the tag is left out of the project's budget.",
  source: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html",
  examine: (estate, context) => {
    const { tagKey } = context;
    const words = {
      billed: "its cost is billed under",
      unbilled: "its cost lands on no project's bill",
      remedy: {
        construct: `pass the project's tags to it: tags: tags.all, or tags: { ${tagKey}: "<project>" }`,
        hcl: `add ${tagKey} = "<project>" to its tags, or to the provider's default_tags`,
      },
    };
    const billable = new Map<string, boolean>();
    const asked = (type: string): boolean => {
      const answer = billable.get(type) ?? isBillable(type);
      billable.set(type, answer);
      return answer;
    };
    return estate.taggable
      .filter(({ type }) => asked(type))
      .map((resource) => judgeProjectTag(resource, context, words));
  },
};
