import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { type PolicyStatement, rolePolicyText, trustedBy } from "./iam-policy";
import { checkName, roleOrFunctionName } from "./name-check";
import type { ProjectTags } from "./project-tags";

/** What one call may use, and how long its traces are kept. */
export interface FunctionLimits {
  /** Seconds. @default 15 */
  readonly timeoutSec?: number;
  /** Megabytes. @default 256 */
  readonly memoryMb?: number;
  /** Days that log events are kept; one of the numbers CloudWatch Logs takes. @default 30 */
  readonly logRetentionDays?: number;
}

/** Settings of a `TrackedFunction`. */
export interface TrackedFunctionProps {
  /** Function name, also of its role. 1 to 64 characters. */
  readonly name: string;
  /** Shown in the console. */
  readonly description: string;
  /** Zip file with `index.js`, which exports `handler`. */
  readonly bundle: string;
  /** The project that it belongs to. */
  readonly tags: ProjectTags;
  /** @default no environment variables */
  readonly variables?: Readonly<Record<string, string>>;
  /** What the function may do beside writing its own log. @default nothing */
  readonly statements?: readonly PolicyStatement[];
  /** @default those of `FunctionLimits` */
  readonly limits?: FunctionLimits;
}

/**
 * A Lambda function with a role of its own, which may write to one log group, and that log group.
 * @throws ChargebackInputError for a bad name
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-permissions.html
 */
export class TrackedFunction extends Construct {
  /** What permissions and log groups name. */
  readonly name: string;
  /** What callers name. */
  readonly arn: string;
  /** What API Gateway calls. */
  readonly invokeArn: string;

  constructor(scope: Construct, id: string, props: TrackedFunctionProps) {
    super(scope, id);
    const { name, description, bundle, limits = {} } = props;
    const tags = props.tags.all;
    checkName(this.node.path, roleOrFunctionName, name);
    const logGroup = new CloudwatchLogGroup(this, "LogGroup", {
      name: `/aws/lambda/${name}`,
      retentionInDays: limits.logRetentionDays ?? 30,
      tags,
    });
    const role = new IamRole(this, "Role", {
      name,
      description: `Execution role of the Lambda function ${name}`,
      assumeRolePolicy: trustedBy("lambda.amazonaws.com"),
      tags,
    });
    const permission = new IamRolePolicy(this, "Permissions", {
      name: "least-privilege",
      role: role.name,
      policy: rolePolicyText([
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: `${logGroup.arn}:*`,
        },
        ...(props.statements ?? []),
      ]),
    });
    const asset = new TerraformAsset(this, "Bundle", { path: bundle, type: AssetType.FILE });
    const lambda = new LambdaFunction(this, "Function", {
      functionName: name,
      description,
      role: role.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      filename: asset.path,
      sourceCodeHash: createHash("sha256").update(readFileSync(bundle)).digest("base64"),
      timeout: limits.timeoutSec ?? 15,
      memorySize: limits.memoryMb ?? 256,
      ...(props.variables && { environment: { variables: { ...props.variables } } }),
      loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
      tags,
      dependsOn: [permission],
    });
    this.name = lambda.functionName;
    this.arn = lambda.arn;
    this.invokeArn = lambda.invokeArn;
  }
}
