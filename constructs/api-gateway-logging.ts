import { ApiGatewayAccount } from "@cdktf/provider-aws/lib/api-gateway-account";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AwsEnvironment } from "./aws-environment";
import { trustedBy } from "./iam-policy";
import { checkName, roleOrFunctionName } from "./name-check";
import type { ProjectTags } from "./project-tags";

/** Settings of an `ApiGatewayLogging`. */
export interface ApiGatewayLoggingProps {
  /** Name of the role. 1 to 64 characters. */
  readonly name: string;
  /** The project that the role is tagged with. */
  readonly tags: ProjectTags;
  /** Account and Region that it is in. */
  readonly environment: AwsEnvironment;
}

/**
 * The role through which API Gateway writes logs. AWS keeps **one** for all APIs of an account in a Region, and a stage
 * with access logs cannot be made before it is set: make this once, in one stack. Destroying it leaves the setting
 * behind, with a role that is gone.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class ApiGatewayLogging extends Construct {
  /** What a stage with access logs waits for. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ApiGatewayLoggingProps) {
    super(scope, id);
    checkName(this.node.path, roleOrFunctionName, props.name);
    const role = new IamRole(this, "Role", {
      name: props.name,
      description: "Lets API Gateway write logs, for every API of this Region",
      assumeRolePolicy: trustedBy("apigateway.amazonaws.com"),
      tags: props.tags.all,
    });
    const permission = new IamRolePolicyAttachment(this, "Permission", {
      role: role.name,
      // API Gateway tests the role for these very permissions before it accepts it.
      policyArn: `arn:${props.environment.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`,
    });
    this.ready = new ApiGatewayAccount(this, "Account", { cloudwatchRoleArn: role.arn, dependsOn: [permission] });
  }
}
