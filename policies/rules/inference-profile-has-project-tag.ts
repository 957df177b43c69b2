import { describe } from "../attribute";
import type { Agent, Estate, InferenceProfile } from "../estate";
import { namesApplicationProfile, profileNamedBy } from "../inference-profile";
import { isTagged } from "../project-tag";
import type { Finding, Rule } from "../rule";

export const inferenceProfileHasProjectTag: Rule = {
  id: "inference-profile-has-project-tag",
  level: "mandatory",
  question: "Does every application inference profile carry the project tag?",
  rationale:
    "The tags of the inference profile are the only ones that model calls take to the bill; without the project's there, the spend is nobody's.",
  source: "https://aws.amazon.com/about-aws/whats-new/2024/11/amazon-bedrock-cost-allocation-tags-inference-profiles/",
  carriers: /_inference_profile$/,
  examine: (estate, { tagKey }) => [
    ...estate.inferenceProfiles.map((profile) => judge(profile, tagKey)),
    ...estate.agents.flatMap((agent) => judgeElsewhere(agent, estate, tagKey)),
  ],
};

function judge(profile: InferenceProfile, tagKey: string): Finding {
  const tag = profile.tag(tagKey);
  const { address } = profile;
  const remedy =
    profile.constructPath === undefined
      ? `add ${tagKey} = "<project>" to the tags of ${address}`
      : `give it the project's tags: new TrackedInferenceProfile(..., { tags }), or tags: { ${tagKey}: "<project>" }`;
  switch (isTagged(tag)) {
    case "yes":
      return {
        verdict: "pass",
        address,
        message: `model calls through it are billed under ${tagKey} = ${describe(tag)}`,
        evidence: tag.trail,
      };
    case "no":
      return {
        verdict: "fail",
        address,
        message: `it has no ${tagKey} tag: model calls through it are billed to no project`,
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

/** A profile that stands outside this plan: its tag cannot be seen from here. */
function judgeElsewhere(agent: Agent, estate: Estate, tagKey: string): Finding[] {
  const outside = agent.foundationModel.possible.filter(
    (value) => namesApplicationProfile(value) === "yes" && profileNamedBy(value, estate) === undefined,
  );
  return outside.length === 0
    ? []
    : [
        {
          verdict: "undetermined",
          address: agent.address,
          message: `its inference profile, ${describe({ possible: outside, trail: [] })}, is not in this plan, so its ${tagKey} tag cannot be seen`,
          evidence: agent.foundationModel.trail,
          remedy: "make the profile in this stack, or check its tags in the account",
        },
      ];
}
