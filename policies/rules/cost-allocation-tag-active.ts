import { certainText, certainty, describe, type Attribute, type Certainty } from "../attribute";
import type { CostAllocationTag } from "../estate";
import type { Finding, Rule } from "../rule";

export const costAllocationTagActive: Rule = {
  id: "cost-allocation-tag-active",
  level: "advisory",
  question: "Is the project tag active for cost allocation?",
  rationale:
    "Until the payer account activates the tag's key, budgets and reports see no spend under it, whatever is tagged; and what was spent before is not counted.",
  source: "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html",
  carriers: /^aws_ce_cost_allocation_tag$/,
  examine: ({ costAllocationTags }, { tagKey }) => {
    const named = costAllocationTags.filter((tag) => isText(tag.tagKey, tagKey) !== "no");
    return named.length === 0 ? [elsewhere(tagKey)] : named.map((tag) => judge(tag, tagKey));
  },
};

/** Only the payer account can activate a tag, and that may be another account, another stack, or a person's work. */
const elsewhere = (tagKey: string): Finding => ({
  verdict: "notApplicable",
  address: "plan",
  message: `this plan does not activate ${tagKey} for cost allocation: a day after the first tagged resource, do it in the payer account's billing console, by CostAllocationTag, or by aws_ce_cost_allocation_tag`,
  evidence: [],
});

function judge(tag: CostAllocationTag, tagKey: string): Finding {
  const { address, status } = tag;
  const evidence = [...tag.tagKey.trail, ...status.trail];
  const remedy = `set tag_key = "${tagKey}" and status = "Active"`;
  if (isText(tag.tagKey, tagKey) === "unknown") {
    const message = `it may be about ${tagKey}: its key is ${describe(tag.tagKey)}`;
    return { verdict: "undetermined", address, message, evidence, remedy };
  }
  switch (isText(status, "Active")) {
    case "yes":
      return {
        verdict: "pass",
        address,
        message: `${tagKey} is active: budgets and reports see the spend under it`,
        evidence,
      };
    case "no":
      return {
        verdict: "fail",
        address,
        message: `${tagKey} is made ${certainText(status) ?? "something else than Active"}: no budget or report sees the spend under it`,
        evidence,
        remedy,
      };
    case "unknown":
      return {
        verdict: "undetermined",
        address,
        message: `whether ${tagKey} is active is not known: ${describe(status)}`,
        evidence,
        remedy,
      };
  }
}

const isText = (attribute: Attribute, text: string): Certainty =>
  certainty(attribute, (value) => {
    if (value.kind === "undetermined" || !("value" in value)) return "unknown";
    return value.value === text ? "yes" : "no";
  });
