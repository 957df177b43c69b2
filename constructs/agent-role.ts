import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type AwsEnvironment, regionalArn } from "./aws-environment";
import { policy, policyText, type PolicyStatement, trustedBy } from "./iam-policy";
import { checkName, roleOrFunctionName } from "./name-check";
import type { ProjectTags } from "./project-tags";
import type { TrackedInferenceProfile } from "./tracked-inference-profile";

export interface AgentRoleProps {
  /** 1 to 64 characters. A change replaces the role, and with it the agent. */
  readonly name: string;
  readonly inferenceProfile: TrackedInferenceProfile;
  readonly tags: ProjectTags;
  readonly environment: AwsEnvironment;
}

const INVOKE = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

/**
 * Execution role of an agent. It can call models through the one inference profile and in no other way.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export class AgentRole extends Construct {
  readonly arn: string;
  /** What must stand before an agent that uses the role can be prepared. */
  readonly permission: ITerraformDependable;

  constructor(scope: Construct, id: string, props: AgentRoleProps) {
    super(scope, id);
    const { environment, inferenceProfile: profile, tags } = props;
    checkName(this.node.path, roleOrFunctionName, props.name);
    const role = new IamRole(this, "Role", {
      name: props.name,
      description: `Lets the agent of ${tags.project} call its model through its inference profile`,
      assumeRolePolicy: trustedBy("bedrock.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": environment.accountId },
        ArnLike: { "aws:SourceArn": regionalArn(environment, "bedrock", "agent/*") },
      }),
      tags: tags.all,
    });
    const statements = invokeOnlyThrough(profile);
    this.permission = new IamRolePolicy(this, "InvokeThroughProfile", {
      // One policy per profile: while the alias still serves the old profile, the old permission must stand.
      name: `invoke-through-profile-${profile.fingerprint}`,
      role: role.name,
      policy: profile.systemProfileArn === undefined ? policyText(statements) : Fn.jsonencode(policy(statements)),
      lifecycle: { createBeforeDestroy: true },
    });
    this.arn = role.arn;
  }
}

function invokeOnlyThrough(profile: TrackedInferenceProfile): PolicyStatement[] {
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
