import type { Certainty, PossibleValue } from "./attribute";
import type { Estate, InferenceProfile } from "./estate";
import { perEstate } from "./joins/per-estate";

const applicationProfileArn = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\d{12}:application-inference-profile\/[a-z0-9]+$/i;

/** The one attribute of each resource type that is an application inference profile's ARN. */
const arnAttribute: Readonly<Record<string, string>> = {
  aws_bedrock_inference_profile: "arn",
  awscc_bedrock_application_inference_profile: "inference_profile_arn",
};

/** Types none of whose attributes is an application inference profile's ARN, but for those above. */
const neverProfileArn = new Set([
  ...Object.keys(arnAttribute),
  "data.aws_bedrock_foundation_model",
  "data.aws_bedrock_foundation_models",
]);

export function isApplicationProfileArn(value: unknown): value is string {
  return typeof value === "string" && applicationProfileArn.test(value);
}

/** Is this value an application inference profile's ARN? */
export function namesApplicationProfile(value: PossibleValue): Certainty {
  switch (value.kind) {
    case "known":
      return isApplicationProfileArn(value.value) ? "yes" : "no";
    case "undetermined":
      return "unknown";
    case "resolved":
      if (Object.hasOwn(arnAttribute, value.type) && arnAttribute[value.type] === value.attribute) return "yes";
      if ("value" in value) return isApplicationProfileArn(value.value) ? "yes" : "no";
      return neverProfileArn.has(value.type) ? "no" : "unknown";
  }
}

/** Is it certain that this value is the ARN of provisioned throughput? */
export function namesProvisionedThroughput(value: PossibleValue): boolean {
  if (value.kind === "undetermined") return false;
  if (value.kind === "resolved" && value.type === "aws_bedrock_provisioned_model_throughput")
    return value.attribute === "provisioned_model_arn";
  return typeof value.value === "string" && provisionedArn.test(value.value);
}

const provisionedArn = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]+:\d{12}:provisioned-model\/[a-z0-9]+$/i;

/** The profile of the estate whose ARN a value is; undefined when it is none, or stands elsewhere. */
export function profileNamedBy(value: PossibleValue, estate: Estate): InferenceProfile | undefined {
  if (namesApplicationProfile(value) !== "yes") return undefined;
  const { byAddress, byArn } = profileIndex(estate);
  const found = value.kind === "resolved" ? byAddress.get(value.of) : undefined;
  return found ?? (value.kind === "undetermined" ? undefined : byArn.get(value.value));
}

/** The value by which a profile of the estate is named. */
export function nameOfProfile({ address, type, arn }: InferenceProfile): PossibleValue | undefined {
  const [own, ...others] = arn.possible;
  if (own?.kind === "known" && others.length === 0) return own;
  const attribute = arnAttribute[type];
  return attribute === undefined ? undefined : { kind: "resolved", of: address, type, attribute };
}

interface ProfileIndex {
  readonly byAddress: ReadonlyMap<string, InferenceProfile>;
  readonly byArn: ReadonlyMap<unknown, InferenceProfile>;
}

const profileIndex = perEstate((estate): ProfileIndex => ({
  byAddress: new Map(estate.inferenceProfiles.map((profile) => [profile.address, profile])),
  byArn: new Map(
    estate.inferenceProfiles.flatMap((profile) =>
      profile.arn.possible.flatMap((own) => (own.kind === "known" ? [[own.value, profile] as const] : [])),
    ),
  ),
}));

/** What a model identifier is, in words, for a message. */
export function kindOfModelName(value: unknown): string {
  if (typeof value !== "string") return "no model at all";
  if (value === "") return "an empty text";
  if (isApplicationProfileArn(value)) return "an application inference profile";
  if (/:foundation-model\//.test(value)) return "a foundation model's ARN";
  if (/:inference-profile\//.test(value)) return "a system-defined inference profile's ARN, which cannot be tagged";
  if (/:provisioned-model\//.test(value)) return "a provisioned throughput's ARN";
  if (/^(us|us-gov|eu|apac|jp|au|ca|sa|global)\./.test(value))
    return "a system-defined inference profile, which cannot be tagged";
  return "a foundation model's id";
}
