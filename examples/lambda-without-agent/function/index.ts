import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";

const client = new BedrockRuntimeClient();

/** Answers `{ "ticket": "..." }` with `{ "summary": "..." }`. */
export async function handler(event: { ticket: string }): Promise<{ summary: string }> {
  const { output } = await client.send(
    new ConverseCommand({
      modelId: process.env["MODEL_ID"],
      system: [{ text: "Summarize the support ticket in two sentences." }],
      messages: [{ role: "user", content: [{ text: event.ticket }] }],
      inferenceConfig: { maxTokens: 300 },
    }),
  );
  return { summary: output?.message?.content?.[0]?.text ?? "" };
}
