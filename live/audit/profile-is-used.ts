import { type Attribute, certainText } from "../../policies/attribute";
import type { Estate, InferenceProfile } from "../../policies/estate";
import type { DocumentedRule } from "../../policies/explain";
import type { Finding, Rule } from "../../policies/rule";

/** What an audit knows of a profile beside the estate. */
export interface ProfileUse {
  /** Whether everything of its Region was read that may name it. */
  readonly allRead: (profile: InferenceProfile) => boolean;
  /** What CloudWatch counted, in words; undefined where it was not asked, or counted nothing. */
  readonly counted: (profile: InferenceProfile) => string | undefined;
}

const about = {
  id: "inference-profile-is-used",
  level: "advisory",
  question: "Does something use every application inference profile?",
  rationale:
    "A profile that nobody calls its model through costs nothing, and hides the one that is used: a budget counts a project that spends nothing, and the next agent may be given the wrong one.",
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-use.html",
  documentation: {
    examines:
      "Every application inference profile of the account, and whether an agent, a version behind an alias or a function's environment names it. What an application has in its own code cannot be seen; --usage asks CloudWatch for its tokens.",
    answers: {
      pass: "Something names it, or CloudWatch has counted tokens that went through it.",
      fail: "Everything that was looked at is here, and nothing of it names the profile.",
      undetermined: "Nothing that was read names the profile, and not everything could be read.",
      notApplicable: "There is no application inference profile.",
    },
    remedies: [
      { language: "console", code: "aws bedrock delete-inference-profile --inference-profile-identifier ARN" },
    ],
  },
} as const satisfies DocumentedRule;

/** A question that only an account can answer: who names a profile may stand in any stack. */
export const profileIsUsed = (use: ProfileUse): Rule & DocumentedRule => ({
  ...about,
  examine: (estate) => {
    const named = namesIn(estate);
    return estate.inferenceProfiles.map((profile) => judge(profile, named, use));
  },
});

/** The rule as reports and `chargeback explain` tell it. */
export const profileIsUsedAsTold: DocumentedRule = about;

function judge(profile: InferenceProfile, named: ReadonlySet<string>, { allRead, counted }: ProfileUse): Finding {
  const { address } = profile;
  const found = [address, address.split("/").at(-1) ?? address].find((name) => named.has(name));
  const evidence = [
    "looked at: agents, the versions that aliases serve, and the environment of functions, in its Region",
  ];
  if (found !== undefined)
    return { verdict: "pass", address, message: "an agent, a served version or a function names it", evidence };
  const tokens = counted(profile);
  if (tokens !== undefined)
    return { verdict: "pass", address, message: `nothing that was looked at names it, and ${tokens}`, evidence };
  const remedy = `delete it if no application's code calls it: aws bedrock delete-inference-profile --inference-profile-identifier ${address}`;
  if (!allRead(profile))
    return {
      verdict: "undetermined",
      address,
      message: "nothing that could be read uses it, and not everything could be read",
      evidence,
      remedy: "let the audit read what it was denied, and run it again",
    };
  return {
    verdict: "fail",
    address,
    message: "no agent, no version that an alias serves and no environment of a function in its Region names it",
    evidence,
    remedy,
  };
}

/** Every word that may be a profile's ARN or id, of all that calls models. */
function namesIn({ agents, aliases, functions }: Estate): ReadonlySet<string> {
  const calling = [...agents, ...aliases.flatMap(({ serves = [] }) => serves)];
  const models = calling.flatMap(({ foundationModel, stepModels }) => [
    foundationModel,
    ...stepModels.map(({ model }) => model),
  ]);
  const variables = functions.flatMap(({ variables: names, environment }) =>
    names === "undetermined" ? [] : names.map((name) => environment(name)),
  );
  return new Set([...models, ...variables].flatMap(wordsOf));
}

const wordsOf = (attribute: Attribute): readonly string[] => {
  const text = certainText(attribute) ?? "";
  return [...text.split(/[^\w.:/-]+/), ...text.split(/[^a-z0-9]+/)];
};
