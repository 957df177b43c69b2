import { certainty, describe } from "../attribute";
import type { TaggedResource } from "../estate";
import { isTagged } from "../project-tag";
import type { Finding, RuleContext } from "../rule";
import { isAllowedProject } from "../settings/glob";

/** What a rule says of a resource that carries the project tag, and of one that does not. */
export interface TagWords {
  /** In front of `KEY = "value"`. */
  readonly billed: string;
  readonly unbilled: string;
  /** How to set the tag: on a CDKTF construct, and in HCL. */
  readonly remedy: { readonly construct: string; readonly hcl: string };
}

/** Does the resource carry the project tag, with a value that is allowed? */
export function judgeProjectTag(resource: TaggedResource, context: RuleContext, words: TagWords): Finding {
  const { tagKey, allowedProjects } = context;
  const { address } = resource;
  const tag = resource.tag(tagKey);
  const evidence = tag.trail;
  const remedy = (): string => (resource.constructPath === undefined ? words.remedy.hcl : words.remedy.construct);
  switch (isTagged(tag)) {
    case "no":
      return {
        verdict: "fail",
        address,
        message: `it has no ${tagKey} tag: ${words.unbilled}`,
        evidence,
        remedy: remedy(),
      };
    case "unknown":
      return {
        verdict: "undetermined",
        address,
        message: `nothing proves that it has a ${tagKey} tag: it may be ${describe(tag)}`,
        evidence,
        remedy: remedy(),
      };
  }
  const allowed = certainty(tag, (value) =>
    "value" in value && typeof value.value === "string" && isAllowedProject(allowedProjects, value.value)
      ? "yes"
      : "no",
  );
  if (allowed === "yes") {
    return { verdict: "pass", address, message: `${words.billed} ${tagKey} = ${describe(tag)}`, evidence };
  }
  return {
    verdict: allowed === "no" ? "fail" : "undetermined",
    address,
    message: `its ${tagKey} tag is ${describe(tag)}, and the allowed projects are ${(allowedProjects ?? []).join(", ")}`,
    evidence,
    remedy: `set ${tagKey} to an allowed project, or add the project to allowedProjects`,
  };
}
