import * as sdk from "@aws-sdk/client-bedrock-agent-runtime";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import { callModel } from "../bedrock-runtime/call-model";
import { scriptedAnswer } from "../bedrock-runtime/scripted-answer";
import { mayAssume } from "../iam/evaluate";
import { callFunction, type Turn } from "./call-function";
import { functionsOf } from "./functions";
import { wantedCall } from "./script";
import type { ServedAgent } from "./served-agent";

belief(
  "Bedrock Agent Runtime",
  "An agent calls its model as its role, which Bedrock assumes for the agent's ARN; the spend is that of the model or profile of the version that is served.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permissions.html"),
);
belief(
  "Bedrock Agent Runtime",
  "A model in an overridden orchestration prompt goes before the agent's own.",
  assumed("the prompt has a foundation model of its own, and its page does not say when it is used"),
);
belief(
  "Bedrock Agent Runtime",
  "A turn is one call of the model, and one more after each function that it called.",
  assumed("each is an orchestration step in AWS's traces"),
);

/**
 * What an agent says in a turn. Each step calls the model anew, with all that was said until then.
 * @throws AccessDeniedException, DependencyFailedException, and what calling the model throws
 */
export async function runAgent(agent: ServedAgent, turn: Turn, context: Context): Promise<string> {
  const { agentArn, content } = agent;
  const { instruction = "", agentResourceRoleArn: roleArn = "" } = content.settings;
  const conditions = { "aws:SourceArn": agentArn, "aws:SourceAccount": context.accountId };
  if (!mayAssume({ service: "bedrock.amazonaws.com" }, roleArn, conditions, context))
    throw modelled(sdk.AccessDeniedException, `Bedrock may not assume the agent's role ${roleArn}.`);
  const step = (prompt: readonly string[], answer: string) =>
    callModel({ identifier: modelOf(agent), by: { roleArn }, prompt: prompt.join("\n"), answer }, context);

  const functions = functionsOf(content);
  const given = [instruction, JSON.stringify(functions), turn.inputText];
  const wanted = wantedCall(functions, turn.inputText);
  if (!wanted) {
    const answer = scriptedAnswer(turn.inputText);
    step(given, answer);
    return answer;
  }
  const call = JSON.stringify({ name: wanted.definition.name, parameters: wanted.parameters });
  step(given, call);
  const result = await callFunction(wanted, agent, turn, context);
  step([...given, call, result], result);
  return result;
}

function modelOf({ content: { settings } }: ServedAgent): string {
  const prompts = settings.promptOverrideConfiguration?.promptConfigurations ?? [];
  const own = prompts.find(({ promptType }) => promptType === "ORCHESTRATION")?.foundationModel;
  return own ?? settings.foundationModel ?? "";
}
