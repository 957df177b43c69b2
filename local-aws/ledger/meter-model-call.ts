import { assumed, belief, sourced } from "../belief";
import type { Context } from "../context";
import { append } from "./ledger";
import { priceOf } from "./prices";
import { regionCode } from "./region-code";

belief(
  "Cost Explorer",
  "A model call is two lines, one of input and one of output tokens, with the tags of the inference profile that was called.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles.html"),
);
belief(
  "Cost Explorer",
  "A call through a cross-Region profile costs what it costs in the Region that it was sent to.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html"),
);
belief(
  "Cost Explorer",
  "A token costs the same in every Region, and every model is billed as Amazon Bedrock, those of AWS Marketplace too.",
  assumed("one table of prices; a usage type is REGION-MODEL-input-tokens or -output-tokens"),
);

/** A call of a model that was answered. */
export interface ModelCall {
  /** The foundation model's id, however it was called: `amazon.nova-pro-v1:0`. */
  readonly modelId: string;
  /** What was called: the inference profile, or the model by itself. */
  readonly resourceArn: string;
  /** Of the application inference profile at this time; none for a model or a system-defined profile. */
  readonly tags: Readonly<Record<string, string>>;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Puts a model call on the bill. */
export function meterModelCall(call: ModelCall, context: Pick<Context, "clock" | "state" | "region">): void {
  const { modelId, resourceArn, tags } = call;
  const { region } = context;
  const price = priceOf(modelId);
  for (const [way, tokens] of [["input", call.inputTokens] as const, ["output", call.outputTokens] as const]) {
    const usageType = `${regionCode(region)}-${modelId}-${way}-tokens`;
    const amountUsd = (tokens * price[way]) / 1_000_000;
    const line = { service: "Amazon Bedrock", usageType, operation: "InvokeModelInference" };
    const used = { quantity: tokens / 1000, unit: "1K tokens" } as const;
    append({ ...line, ...used, region, resourceArn, tags: { ...tags }, amountUsd }, context);
  }
}
