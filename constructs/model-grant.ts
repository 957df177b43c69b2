import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type PolicyStatement, rolePolicyText } from "./iam-policy";
import type { TrackedInferenceProfile } from "./tracked-inference-profile";

/** Settings of a `ModelGrant`. */
export interface ModelGrantProps {
  /** Name of the role that calls the model. */
  readonly role: string;
  /** What the role may call, and nothing else. */
  readonly inferenceProfile: TrackedInferenceProfile;
}

const INVOKE = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

/**
 * Lets a role call models through the one inference profile and in no other way, so that no call of the role can miss
 * the project's bill. The role may be anybody's: an agent's, a function's, an AgentCore runtime's.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export class ModelGrant extends Construct {
  /** What must stand before a call of the role can be answered. */
  readonly permission: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ModelGrantProps) {
    super(scope, id);
    const { role, inferenceProfile } = props;
    this.permission = new IamRolePolicy(this, "Default", {
      // One policy per profile: while an alias still serves the old profile, the old permission must stand.
      name: `invoke-through-profile-${inferenceProfile.fingerprint}`,
      role,
      policy: rolePolicyText(invokeOnlyThrough(inferenceProfile)),
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

/** The statements of that grant, for a role whose policy is written elsewhere. */
export function invokeOnlyThrough(profile: TrackedInferenceProfile): PolicyStatement[] {
  return [
    { Effect: "Allow", Action: [...INVOKE, "bedrock:GetInferenceProfile"], Resource: profile.arn },
    throughProfile(profile, profile.modelArns),
    // Assumed, not confirmed on AWS: Bedrock may check the system-defined profile that this one was copied from. Under the
    // condition it can never be called by itself, which would be a way around the tagged profile.
    ...(profile.systemProfileArn === undefined ? [] : [throughProfile(profile, profile.systemProfileArn)]),
  ];
}

function throughProfile(profile: TrackedInferenceProfile, resource: string | string[]): PolicyStatement {
  return {
    Effect: "Allow",
    Action: INVOKE,
    Resource: resource,
    Condition: { StringEquals: { "bedrock:InferenceProfileArn": profile.arn } },
  };
}
