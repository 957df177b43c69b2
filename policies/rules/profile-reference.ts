import type { Estate } from "../estate";

/** For a remedy: how Terraform writes the ARN of a profile of this plan, or of one to be made. */
export function profileReference({ inferenceProfiles: [profile], live }: Estate): string {
  if (live === true) return profile?.address ?? "the ARN of a tagged application inference profile";
  if (profile === undefined) return "aws_bedrock_inference_profile.NAME.arn";
  return `${profile.address}.${profile.type.startsWith("awscc_") ? "inference_profile_arn" : "arn"}`;
}
