import * as sdk from "@aws-sdk/client-bedrock-agent-runtime";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import { invokeFunction } from "../lambda/invoke-function";
import type { WantedCall } from "./script";
import type { ServedAgent } from "./served-agent";

belief(
  "Bedrock Agent Runtime",
  "A function gets the call as an event of its own form and answers with responseBody.TEXT.body; FAILURE ends the turn.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/agents-lambda.html"),
);
belief(
  "Bedrock Agent Runtime",
  "A function that fails, may not be invoked or answers in another form ends the turn with a DependencyFailedException.",
  assumed("the error is modelled as that of a resource that the agent depends on"),
);

export interface Turn {
  readonly sessionId: string;
  readonly inputText: string;
  readonly sessionAttributes: Readonly<Record<string, string>>;
  readonly promptSessionAttributes: Readonly<Record<string, string>>;
}

/** Calls the Lambda function of an action group, as the agent, and answers its text. */
export async function callFunction(
  { definition, parameters }: WantedCall,
  agent: ServedAgent,
  turn: Turn,
  context: Context,
): Promise<string> {
  const { agentId, agentArn, aliasId, version, content } = agent;
  const { actionGroup, lambda, name } = definition;
  const payload = {
    messageVersion: "1.0",
    agent: { name: content.settings.agentName, id: agentId, alias: aliasId, version },
    ...turn,
    actionGroup,
    function: name,
    parameters: definition.parameters
      .filter((parameter) => parameters[parameter.name] !== undefined)
      .map((parameter) => ({ name: parameter.name, type: parameter.type, value: parameters[parameter.name] })),
  };
  const invoker = { service: "bedrock.amazonaws.com", sourceArn: agentArn, sourceAccount: context.accountId };
  const invoked = await invokeFunction({ functionName: lambda, payload, invoker }, context).catch((error: unknown) => {
    throw failed(lambda, error instanceof Error ? error.message : String(error));
  });
  if (invoked.failed) throw failed(lambda, invoked.payload);
  return readAnswer(lambda, invoked.payload);
}

/** The part of a function's answer that is used. */
interface FunctionAnswer {
  readonly response?: {
    readonly functionResponse?: {
      readonly responseState?: string;
      readonly responseBody?: { readonly TEXT?: { readonly body?: unknown } };
    };
  };
}

function readAnswer(lambda: string, payload: string): string {
  const answer = JSON.parse(payload) as FunctionAnswer | null;
  const { responseState, responseBody } = answer?.response?.functionResponse ?? {};
  const body = responseBody?.TEXT?.body;
  if (typeof body !== "string")
    throw failed(lambda, "its answer has no response.functionResponse.responseBody.TEXT.body");
  if (responseState === "FAILURE") throw failed(lambda, body);
  return body;
}

const failed = (lambda: string, why: string) =>
  modelled(sdk.DependencyFailedException, `The Lambda function ${lambda} could not be used: ${why}`, {
    resourceName: lambda,
  });
