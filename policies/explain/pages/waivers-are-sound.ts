import type { RuleDocumentation } from "../documented-rule";

export const waiversAreSound: RuleDocumentation = {
  examines:
    "Every waiver of the settings, held against the verdicts of this plan. It cannot be waived itself, and its level follows what the waiver covers: it blocks only where that blocks as well.",
  answers: {
    pass: "The waiver still runs, is no wider than it has to be, and lets through what may be let through.",
    fail: "The waiver has expired, is too broad, covers what cannot be waived, or is used by nothing. An unused one is shown and does not block.",
    undetermined: "This rule never gives this answer.",
    notApplicable: "The plan has nothing to judge, and so nothing to waive.",
  },
  remedies: [
    {
      language: "yaml",
      code: `waivers:
  - rule: inference-profile-has-project-tag
    address: aws_bedrockagent_agent.news
    reason: the profile stands in the platform stack, which tags it
    owner: news team
    expires: 2026-12-31`,
    },
  ],
};
