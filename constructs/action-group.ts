import { BedrockagentAgentActionGroup } from "@cdktf/provider-aws/lib/bedrockagent-agent-action-group";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { AwsEnvironment } from "./aws-environment";
import { ChargebackInputError } from "./input-error";
import { agentName, checkName } from "./name-check";

/** A parameter that the model fills in. */
export interface AgentFunctionParameter {
  /** What the model is to give. */
  readonly type: "string" | "number" | "integer" | "boolean" | "array";
  /** What the model reads to fill it in. 1 to 500 characters. @default none */
  readonly description?: string;
  /** @default false */
  readonly required?: boolean;
}

/** A function that the model may call. */
export interface AgentFunction {
  /** Letters, digits, hyphen and underscore. */
  readonly name: string;
  /** What the model reads to decide. 1 to 1200 characters. @default none */
  readonly description?: string;
  /** By name. */
  readonly parameters: Readonly<Record<string, AgentFunctionParameter>>;
}

/** An OpenAPI schema: its text, or the S3 object that holds it. */
export type ApiSchema = string | SchemaInS3;

/** Where a schema lies in S3. */
export interface SchemaInS3 {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Key of the object. */
  readonly key: string;
}

/** A Lambda function, as what calls it names it. A `TrackedFunction` is one. */
export interface FunctionReference {
  /** Name of the function. */
  readonly name: string;
  /** Its ARN, without a version or an alias. */
  readonly arn: string;
}

/** What an agent can do, and the Lambda function that does it. */
export interface ActionGroupDefinition {
  /** Unique in the agent. */
  readonly name: string;
  /** 1 to 200 characters. @default none */
  readonly description?: string;
  /** What the agent may call, at least one; this or `apiSchema`. @default none */
  readonly functions?: readonly AgentFunction[];
  /** The same as OpenAPI. @default none */
  readonly apiSchema?: ApiSchema;
  /** What runs when it does. */
  readonly handler: FunctionReference;
  /**
   * Whether the model may use it. Take a group away in two applies: first not enabled, then not at all, since Terraform deletes
   * it only after the alias has moved, to a version that still has it.
   * @default true
   */
  readonly enabled?: boolean;
}

/** Settings of an `ActionGroup`. */
export interface ActionGroupProps {
  /** What the group offers. */
  readonly definition: ActionGroupDefinition;
  /** The agent that gets it. */
  readonly agentId: string;
  /** The same agent: only it may call the handler. */
  readonly agentArn: string;
  /** Account and Region that it is in. */
  readonly environment: AwsEnvironment;
  /**
   * The action group that must be prepared first: two at the same time make one fail with "Preparing state".
   * @default none
   * @see https://github.com/hashicorp/terraform-provider-aws/issues/42845
   */
  readonly after?: ITerraformDependable | undefined;
  /**
   * The permission by which this agent may call the function already, for another of its groups.
   * @default it is made
   */
  readonly permission?: ITerraformDependable | undefined;
  /** Name of that permission in the function's policy. @default "AllowThisAgent" */
  readonly statementId?: string | undefined;
}

/**
 * An action group, and the permission that lets this agent, and no other, call its function.
 * @throws ChargebackInputError for a bad name, or unless it has one schema
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/agents-action-function.html
 */
export class ActionGroup extends Construct {
  /** For `dependsOn`, and for the content hash of the agent. */
  readonly resource: TerraformResource;
  /** By which the agent may call the function. */
  readonly permission: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ActionGroupProps) {
    super(scope, id);
    const { definition, environment, after } = props;
    for (const { name } of [definition, ...(definition.functions ?? [])]) checkName(this.node.path, agentName, name);
    const permission =
      props.permission ??
      new LambdaPermission(this, "AgentMayInvoke", {
        statementId: props.statementId ?? "AllowThisAgent",
        action: "lambda:InvokeFunction",
        functionName: definition.handler.name,
        principal: "bedrock.amazonaws.com",
        sourceArn: props.agentArn,
        sourceAccount: environment.accountId,
      });
    this.permission = permission;
    this.resource = new BedrockagentAgentActionGroup(this, "ActionGroup", {
      actionGroupName: definition.name,
      ...(definition.description !== undefined && { description: definition.description }),
      agentId: props.agentId,
      agentVersion: "DRAFT",
      actionGroupState: definition.enabled === false ? "DISABLED" : "ENABLED",
      actionGroupExecutor: [{ lambda: definition.handler.arn }],
      ...schemaOf(this.node.path, definition),
      // Versions keep their own copy of the group, so removing it from the draft disturbs no caller.
      skipResourceInUseCheck: true,
      dependsOn: after === undefined ? [permission] : [permission, after],
    });
  }
}

function schemaOf(where: string, { functions, apiSchema }: ActionGroupDefinition) {
  if (functions !== undefined && apiSchema === undefined)
    return { functionSchema: [{ memberFunctions: [{ functions: functions.map(toSchema) }] }] };
  if (apiSchema === undefined || functions !== undefined)
    throw new ChargebackInputError({
      where,
      expected: "an action group with either functions or apiSchema",
      received: functions === undefined ? "neither" : "both",
      remedy: "Give the one by which the model calls the function.",
    });
  if (typeof apiSchema === "string") return { apiSchema: [{ payload: apiSchema }] };
  return { apiSchema: [{ s3: [{ s3BucketName: apiSchema.bucket, s3ObjectKey: apiSchema.key }] }] };
}

const toSchema = ({ name, description, parameters }: AgentFunction) => ({
  name,
  ...(description !== undefined && { description }),
  parameters: Object.entries(parameters).map(([mapBlockKey, parameter]) => ({
    mapBlockKey,
    type: parameter.type,
    ...(parameter.description !== undefined && { description: parameter.description }),
    required: parameter.required ?? false,
  })),
});
