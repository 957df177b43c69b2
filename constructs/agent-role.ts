import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type AwsEnvironment, regionalArn } from "./aws-environment";
import { trustedBy } from "./iam-policy";
import { ModelGrant } from "./model-grant";
import { checkName, roleOrFunctionName } from "./name-check";
import type { ProjectTags } from "./project-tags";
import type { TrackedInferenceProfile } from "./tracked-inference-profile";

/** Settings of an `AgentRole`. */
export interface AgentRoleProps {
  /** 1 to 64 characters. A change replaces the role, and with it the agent. */
  readonly name: string;
  /** The only way to a model that the role has. */
  readonly inferenceProfile: TrackedInferenceProfile;
  /** The project that it belongs to. */
  readonly tags: ProjectTags;
  /** Account and Region that it is in. */
  readonly environment: AwsEnvironment;
}

/** Execution role of an agent. It can call models through the one inference profile and in no other way. */
export class AgentRole extends Construct {
  /** What the agent assumes. */
  readonly arn: string;
  /** What must stand before an agent that uses the role can be prepared. */
  readonly permission: ITerraformDependable;

  constructor(scope: Construct, id: string, props: AgentRoleProps) {
    super(scope, id);
    const { environment, inferenceProfile, tags } = props;
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
    this.permission = new ModelGrant(this, "InvokeThroughProfile", { role: role.name, inferenceProfile }).permission;
    this.arn = role.arn;
  }
}
