import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
  type BedrockAgentRuntimeClientConfig,
} from "@aws-sdk/client-bedrock-agent-runtime";
import type { InvokeAgent } from "./answer-request";

/**
 * `InvokeAgent` by the AWS SDK. One retry, within a second, is what the deadline has room for. The SDK opens an HTTP/2
 * session for each call and closes it on abort: a container that was frozen meanwhile never meets a stale one.
 */
export function bedrockInvokeAgent(config: BedrockAgentRuntimeClientConfig = {}): InvokeAgent {
  const client = new BedrockAgentRuntimeClient({ maxAttempts: 2, ...config });
  return async (input, signal) => {
    const { completion } = await client.send(new InvokeAgentCommand(input), { abortSignal: signal });
    return completion;
  };
}
