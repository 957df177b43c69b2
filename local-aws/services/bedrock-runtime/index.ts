import * as sdk from "@aws-sdk/client-bedrock-runtime";
import { modelled } from "../../protocol/aws-error";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { callModel } from "./call-model";
import { conversationOf } from "./conversation";
import { answerBody } from "./model-bodies";
import { scriptedAnswer } from "./scripted-answer";

/** Models that are called by themselves or through an inference profile, each call metered. */
export const bedrockRuntime = defineService(sdk, wires.bedrockRuntime, {
  Converse: ({ modelId, system, messages }, context) => {
    const { prompt, last } = conversationOf({ system, messages });
    const text = scriptedAnswer(last);
    const called = callModel({ identifier: modelId, by: context.caller, prompt, answer: text }, context);
    const { inputTokens, outputTokens } = called;
    return {
      output: { message: { role: "assistant", content: [{ text }] } },
      stopReason: "end_turn",
      usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
      metrics: { latencyMs: 1 },
    };
  },

  InvokeModel: ({ modelId, body }, context) => {
    const { prompt, last } = conversationOf(parse(body));
    const text = scriptedAnswer(last);
    const usage = callModel({ identifier: modelId, by: context.caller, prompt, answer: text }, context);
    return { contentType: "application/json", body: Buffer.from(JSON.stringify(answerBody(text, usage))) };
  },
});

function parse(body: Uint8Array = new Uint8Array()): object {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Refused below, as what is JSON but no object.
  }
  throw modelled(sdk.ValidationException, "Malformed input request, please reformat your input and try again.");
}
