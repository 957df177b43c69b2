import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsEnvironment } from "./aws-environment";
import { policyText } from "./iam-policy";

/** Settings of `NoDirectModelAccess`. */
export interface NoDirectModelAccessProps {
  /** Name of the role. */
  readonly role: string;
  /** The account whose profiles may be called. */
  readonly environment: AwsEnvironment;
  /** What must have moved to a profile before the way around it is closed: an alias's `resource`. @default nothing */
  readonly after?: readonly ITerraformDependable[];
}

/**
 * Takes from a role every model call that goes through no application inference profile of the account, whatever its other
 * policies allow. For a role whose policies cannot be changed: AWS's own, or those that other roles have too. Which of the
 * account's profiles it may call is for those policies to say.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export class NoDirectModelAccess extends Construct {
  constructor(scope: Construct, id: string, props: NoDirectModelAccessProps) {
    super(scope, id);
    const { role, environment, after = [] } = props;
    const profiles = `arn:${environment.partition}:bedrock:*:${environment.accountId}:application-inference-profile/*`;
    new IamRolePolicy(this, "Default", {
      name: "no-direct-model-access",
      role,
      policy: policyText([
        {
          Effect: "Deny",
          Action: MODEL_CALLS,
          // A call through a profile asks for the profile, and then for its model on behalf of that profile.
          NotResource: profiles,
          Condition: { StringNotLike: { "bedrock:InferenceProfileArn": profiles } },
        },
      ]),
      dependsOn: [...after],
    });
  }
}

const MODEL_CALLS = [
  "bedrock:InvokeModel",
  "bedrock:InvokeModelWithResponseStream",
  "bedrock:InvokeModelWithBidirectionalStream",
  "bedrock:CreateModelInvocationJob",
  "bedrock-mantle:CreateInference",
];
