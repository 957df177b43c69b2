import { assumed, belief, sourced } from "../../belief";
import type { ModelUsage } from "./call-model";

belief(
  "Bedrock Runtime",
  "Bodies of InvokeModel are each provider's own.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters.html"),
);
belief("Bedrock Runtime", "Mistral's newest models answer as chat completions.", assumed("its earlier ones do"));

/** The body of a model's answer to InvokeModel, by its provider. */
export function answerBody(text: string, { called, inputTokens, outputTokens }: ModelUsage): object {
  switch (called.model.provider) {
    case "Anthropic":
      return {
        type: "message",
        role: "assistant",
        model: called.model.modelId,
        content: [{ type: "text", text }],
        stop_reason: "end_turn",
        usage: { input_tokens: inputTokens, output_tokens: outputTokens },
      };
    case "Meta":
      return {
        generation: text,
        prompt_token_count: inputTokens,
        generation_token_count: outputTokens,
        stop_reason: "stop",
      };
    case "Mistral AI":
      return {
        choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
        usage: {
          prompt_tokens: inputTokens,
          completion_tokens: outputTokens,
          total_tokens: inputTokens + outputTokens,
        },
      };
    default:
      return {
        output: { message: { role: "assistant", content: [{ text }] } },
        stopReason: "end_turn",
        usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
      };
  }
}
