import type { Type } from "@aws-sdk/client-bedrock-agent";
import { assumed, belief } from "../../belief";
import type { AgentContent } from "../bedrock-agent/agents-slice";

belief(
  "Bedrock Agent Runtime",
  "Only functions of enabled action groups with a function schema and a Lambda function are called.",
  assumed("schemas of APIs and the return of control to the caller are not here"),
);

/** A function that an agent's model may call, and the Lambda function that does it. */
export interface FunctionDefinition {
  readonly actionGroup: string;
  readonly lambda: string;
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: Type; readonly required: boolean }[];
}

/** In the order in which the action groups were made. */
export const functionsOf = ({ actionGroups }: AgentContent): readonly FunctionDefinition[] =>
  actionGroups.flatMap(({ settings }) => {
    const { actionGroupName = "", actionGroupState, actionGroupExecutor, functionSchema } = settings;
    const lambda = actionGroupExecutor?.lambda;
    if (actionGroupState !== "ENABLED" || lambda === undefined) return [];
    return (functionSchema?.functions ?? []).map(({ name = "", parameters = {} }) => ({
      actionGroup: actionGroupName,
      lambda,
      name,
      parameters: Object.entries(parameters).map(([name, { type = "string", required = false }]) => ({
        ...{ name, type, required },
      })),
    }));
  });
