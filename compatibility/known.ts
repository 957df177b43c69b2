import type { Known } from "./compare";

/** Of the bindings for version 6 of the AWS provider. */
const providerVersion: Known = {
  attribute: "terraform.required_providers.aws.version",
  pattern: / terraform\.required_providers\.aws\.version$/,
  reason: "The version of the provider that the bindings are made for: 5.100.0 or 6.25.0.",
};

/** Of CDK Terrain. */
const synthesizer: Known = {
  attribute: "//.metadata.version",
  pattern: / \/\/\.metadata\.version$/,
  reason: "The version of what has synthesized it, in a comment that Terraform does not read.",
};

/** What is known to differ under each variant, by its name. Anything else fails the run, and so does an entry that fits nothing. */
export const knownDifferences: Readonly<Record<string, readonly Known[]>> = {
  cdktn: [synthesizer],
  aws6: [providerVersion],
  "cdktn-aws6": [synthesizer, providerVersion],
};
