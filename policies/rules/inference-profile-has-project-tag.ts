import { describe } from "../attribute";
import type { Agent, Estate } from "../estate";
import { namesApplicationProfile, profileNamedBy } from "../inference-profile";
import type { Finding, Rule } from "../rule";
import { scopeOf } from "../scope-of";
import { judgeProjectTag } from "./judge-project-tag";

export const inferenceProfileHasProjectTag: Rule = {
  id: "inference-profile-has-project-tag",
  level: "mandatory",
  question: "Does every application inference profile carry the project tag?",
  rationale:
    "The tags of the inference profile are the only ones that model calls take to the bill; without the project's there, the spend is nobody's.",
  source: "https://aws.amazon.com/about-aws/whats-new/2024/11/amazon-bedrock-cost-allocation-tags-inference-profiles/",
  carriers: /_inference_profile$/,
  examine: (estate, context) => {
    const { tagKey } = context;
    const words = {
      billed: "model calls through it are billed under",
      unbilled: "model calls through it are billed to no project",
      remedy: {
        construct: `give it the project's tags: new TrackedInferenceProfile(..., { tags }), or tags: { ${tagKey}: "<project>" }`,
        hcl: `add ${tagKey} = "<project>" to its tags, or to the provider's default_tags`,
      },
    };
    return [
      ...estate.inferenceProfiles.map((profile) => judgeProjectTag(profile, context, words)),
      ...estate.agents.flatMap((agent) => judgeElsewhere(agent, estate, tagKey)),
    ];
  },
};

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
          message: `its inference profile, ${describe({ possible: outside, trail: [] })}, is not in ${scopeOf(estate)}, so its ${tagKey} tag cannot be seen`,
          evidence: agent.foundationModel.trail,
          remedy: "make the profile in this stack, or check its tags in the account",
        },
      ];
}
