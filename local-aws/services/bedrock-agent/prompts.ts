import type * as sdk from "@aws-sdk/client-bedrock-agent";
import { assumed, belief, sourced } from "../../belief";

belief(
  "Bedrock Agent",
  "An agent is always answered with a prompt of each type: those that are not overridden as DEFAULT.",
  sourced("https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/internal/service/bedrockagent/agent.go"),
);
belief(
  "Bedrock Agent",
  "A default prompt is answered with its mode and state.",
  assumed("AWS gives its text and its inference parameters too, which nothing here reads"),
);

/** By AWS's defaults, only orchestration and the answer from knowledge bases are enabled. */
const defaults: Readonly<Record<sdk.PromptType, sdk.PromptState>> = {
  PRE_PROCESSING: "DISABLED",
  ORCHESTRATION: "ENABLED",
  KNOWLEDGE_BASE_RESPONSE_GENERATION: "ENABLED",
  POST_PROCESSING: "DISABLED",
  MEMORY_SUMMARIZATION: "ENABLED",
};

/** The prompts that were overridden, and the defaults of the others. */
export function withDefaultPrompts(given?: sdk.PromptOverrideConfiguration): sdk.PromptOverrideConfiguration {
  const overridden = given?.promptConfigurations ?? [];
  const others = (Object.keys(defaults) as sdk.PromptType[])
    .filter((promptType) => !overridden.some((each) => each.promptType === promptType))
    .map((promptType) => ({
      promptType,
      promptCreationMode: "DEFAULT" as const,
      promptState: defaults[promptType],
      parserMode: "DEFAULT" as const,
    }));
  return { ...given, promptConfigurations: [...overridden, ...others] };
}
