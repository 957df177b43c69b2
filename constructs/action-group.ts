import { BedrockagentAgentActionGroup } from "@cdktf/provider-aws/lib/bedrockagent-agent-action-group";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { AwsEnvironment } from "./aws-environment";
import { agentName, checkName } from "./name-check";
import type { TrackedFunction } from "./tracked-function";

/** A parameter that the model fills in. */
export interface AgentFunctionParameter {
  /** What the model is to give. */
  readonly type: "string" | "number" | "integer" | "boolean" | "array";
  /** What the model reads to fill it in. 1 to 500 characters. */
  readonly description: string;
  /** @default false */
  readonly required?: boolean;
}

/** A function that the model may call. */
export interface AgentFunction {
  /** Letters, digits, hyphen and underscore. */
  readonly name: string;
  /** What the model reads to decide. 1 to 1200 characters. */
  readonly description: string;
  /** By name. */
  readonly parameters: Readonly<Record<string, AgentFunctionParameter>>;
}

/** What an agent can do, and the Lambda function that does it. */
export interface ActionGroupDefinition {
  /** Unique in the agent. */
  readonly name: string;
  /** 1 to 200 characters. */
  readonly description: string;
  /** What the agent may call, at least one. */
  readonly functions: readonly AgentFunction[];
  /** What runs when it does. */
  readonly handler: TrackedFunction;
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
}

/**
 * An action group with a function schema, and the permission that lets this agent, and no other, call its function.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/agents-action-function.html
 */
export class ActionGroup extends Construct {
  /** For `dependsOn`, and for the content hash of the agent. */
  readonly resource: TerraformResource;

  constructor(scope: Construct, id: string, props: ActionGroupProps) {
    super(scope, id);
    const { definition, environment, after } = props;
    for (const { name } of [definition, ...definition.functions]) checkName(this.node.path, agentName, name);
    const permission = new LambdaPermission(this, "AgentMayInvoke", {
      statementId: "AllowThisAgent",
      action: "lambda:InvokeFunction",
      functionName: definition.handler.name,
      principal: "bedrock.amazonaws.com",
      sourceArn: props.agentArn,
      sourceAccount: environment.accountId,
    });
    this.resource = new BedrockagentAgentActionGroup(this, "ActionGroup", {
      actionGroupName: definition.name,
      description: definition.description,
      agentId: props.agentId,
      agentVersion: "DRAFT",
      actionGroupState: definition.enabled === false ? "DISABLED" : "ENABLED",
      actionGroupExecutor: [{ lambda: definition.handler.arn }],
      functionSchema: [{ memberFunctions: [{ functions: definition.functions.map(toSchema) }] }],
      // Versions keep their own copy of the group, so removing it from the draft disturbs no caller.
      skipResourceInUseCheck: true,
      dependsOn: after === undefined ? [permission] : [permission, after],
    });
  }
}

const toSchema = ({ name, description, parameters }: AgentFunction) => ({
  name,
  description,
  parameters: Object.entries(parameters).map(([mapBlockKey, parameter]) => ({
    mapBlockKey,
    type: parameter.type,
    description: parameter.description,
    required: parameter.required ?? false,
  })),
});
