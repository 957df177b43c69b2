import { certainty, describe, type Certainty, type PossibleValue } from "../attribute";
import type { Estate, ModelUse } from "../estate";
import { namesApplicationProfile, namesProvisionedThroughput } from "../inference-profile";
import { modelPlaces } from "../model-places";
import type { Finding, Rule } from "../rule";
import { judgeFunction } from "./function-models";
import { judgeDelegation } from "./model-delegation";
import { profileReference } from "./profile-reference";
import { settling, wrongModel } from "./wrong-model";

export const modelSpendUsesInferenceProfile: Rule = {
  id: "model-spend-uses-inference-profile",
  level: "mandatory",
  question: "Does everything else that names a model name an application inference profile?",
  rationale:
    "Prompts, flows, knowledge bases and functions call models beside the agent. On-demand calls carry no tag of who makes them: only the tags of an application inference profile reach the bill.",
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-use.html",
  carriers: /^aws_bedrockagent_(prompt|flow)$|^awscc_bedrock_prompt$/,
  examine: (estate, context) => [
    ...estate.modelUses.map((use) => judgeUse(use, estate)),
    ...estate.modelDelegations.map((delegation) => judgeDelegation(delegation, estate, context)),
    ...estate.functions.flatMap((lambda) => judgeFunction(lambda, estate)),
  ],
};

/** Provisioned throughput is billed by the hour under tags of its own, and no profile can be made of it. */
const billedByTag = (value: PossibleValue): Certainty =>
  namesProvisionedThroughput(value) ? "yes" : namesApplicationProfile(value);

function judgeUse(use: ModelUse, estate: Estate): Finding {
  const { address, attribute, model } = use;
  const { what, takesProfile, source } = modelPlaces[use.place];
  const evidence = [...model.trail, `AWS takes ${takesProfile ? "a profile" : "a model alone"} there: ${source}`];
  const told = { address, evidence, ...(takesProfile ? {} : { level: "advisory" as const }) };
  if (model.possible.every(namesProvisionedThroughput))
    return {
      ...told,
      verdict: "notApplicable",
      message: `${attribute} names provisioned throughput, which is billed by the hour under its own tags`,
    };
  switch (certainty(model, billedByTag)) {
    case "yes":
      return {
        ...told,
        verdict: "pass",
        message: `${attribute}, ${what}, is ${describe(model)}: its calls carry that profile's tags`,
      };
    case "no":
      return {
        ...told,
        verdict: "fail",
        message: takesProfile
          ? `${attribute}, ${what}, calls ${wrongModel(model)} directly: its model spend lands on no project's bill`
          : `${attribute}, ${what}, calls ${wrongModel(model)} directly, and AWS takes no profile there: this spend can be told by project in no bill`,
        remedy: takesProfile ? remedyOf(use, estate) : apart,
      };
    case "unknown":
      return {
        ...told,
        verdict: "undetermined",
        message: `nothing proves that ${attribute}, ${what}, is an application inference profile: it may be ${describe(model)}`,
        remedy: [...settling(model.possible), takesProfile ? remedyOf(use, estate) : apart].join("; else "),
      };
  }
}

const apart = "keep the knowledge base in an account of its project's own, or divide its model spend by hand";

const remedyOf = ({ attribute }: ModelUse, estate: Estate): string =>
  `set ${attribute} = ${profileReference(estate)}, the ARN of a tagged application inference profile`;
