import * as sdk from "@aws-sdk/client-bedrock-agent-runtime";
import { assumed, belief, sourced } from "../../belief";
import { modelled } from "../../protocol/aws-error";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { isAllowed, refusal } from "../iam/evaluate";
import { runAgent } from "./run-agent";
import { servedAgent } from "./served-agent";

belief(
  "Bedrock Agent Runtime",
  "InvokeAgent is a permission on the alias.",
  sourced("https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html"),
);
belief(
  "Bedrock Agent Runtime",
  "What fails in the turn itself, such as the role's right to the model, is an error event in the answer's stream.",
  assumed("SDKs are seen to report accessDeniedException of InvokeAgent as an error of its event stream"),
);

/** Agents as they are served by their aliases. */
export const bedrockAgentRuntime = defineService(sdk, wires.bedrockAgentRuntime, {
  InvokeAgent: async ({ agentId, agentAliasId, sessionId, inputText = "", sessionState = {} }, context) => {
    const { accountId, partition, region, caller } = context;
    const alias = `arn:${partition}:bedrock:${region}:${accountId}:agent-alias/${agentId}/${agentAliasId}`;
    const request = { by: caller, action: "bedrock:InvokeAgent", resource: alias };
    if (!isAllowed(request, context)) throw modelled(sdk.AccessDeniedException, refusal(request));
    const agent = servedAgent(agentId, agentAliasId, context);
    const { sessionAttributes = {}, promptSessionAttributes = {} } = sessionState;
    const turn = { sessionId, inputText, sessionAttributes, promptSessionAttributes };
    // The turn is over before its stream begins, so that what it put on the bill is kept with the request.
    const [said] = await Promise.allSettled([runAgent(agent, turn, context)]);
    return { contentType: "application/json", sessionId, completion: eventsOf(said) };
  },
});

async function* eventsOf(said: PromiseSettledResult<string>): AsyncGenerator<sdk.ResponseStream> {
  if (said.status === "rejected") throw said.reason;
  yield await Promise.resolve({ chunk: { bytes: Buffer.from(said.value) } });
}
