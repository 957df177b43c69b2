import { describe } from "../attribute";
import type { TaggedResource } from "../estate";
import { isTagged } from "../project-tag";
import type { Finding, Rule } from "../rule";
import { isBillable } from "./unbilled-types";

export const projectTagOnEveryBillable: Rule = {
  id: "project-tag-on-every-billable",
  level: "mandatory",
  question: "Does every resource that can cost something carry the project tag?",
  rationale:
    "What surrounds the model costs too: functions, log groups, the API's stage. A resource without the tag is left out of the project's budget.",
  source: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html",
  examine: (estate, { tagKey }) =>
    estate.taggable.filter(({ type }) => isBillable(type)).map((resource) => judge(resource, tagKey)),
};

function judge(resource: TaggedResource, tagKey: string): Finding {
  const tag = resource.tag(tagKey);
  const { address } = resource;
  const remedy =
    resource.constructPath === undefined
      ? `add ${tagKey} = "<project>" to its tags, or to the provider's default_tags`
      : `pass the project's tags to it: tags: projectTags.all, or tags: { ${tagKey}: "<project>" }`;
  switch (isTagged(tag)) {
    case "yes":
      return {
        verdict: "pass",
        address,
        message: `its cost is billed under ${tagKey} = ${describe(tag)}`,
        evidence: tag.trail,
      };
    case "no":
      return {
        verdict: "fail",
        address,
        message: `it has no ${tagKey} tag: its cost lands on no project's bill`,
        evidence: tag.trail,
        remedy,
      };
    case "unknown":
      return {
        verdict: "undetermined",
        address,
        message: `nothing proves that it has a ${tagKey} tag: it may be ${describe(tag)}`,
        evidence: tag.trail,
        remedy,
      };
  }
}
