import type { ResponseStream } from "@aws-sdk/client-bedrock-agent-runtime";
import { expect } from "@jest/globals";
import { answerRequest, type InvokeAgent } from "../../../lambda/invoke-agent/answer-request";
import type { LogFields, LogLevel } from "../../../lambda/log-line";
import { proxyEvent } from "./proxy-event";

export const environment: NodeJS.ProcessEnv = {
  AGENT_ID: "AGENT12345",
  AGENT_ALIAS_ID: "ALIAS12345",
  ALLOWED_ORIGINS: "https://news.example.org, https://www.example.org",
};
export const secretPrompt = "my secret question";

export function chunk(bytes: string | Uint8Array): ResponseStream {
  return { chunk: { bytes: typeof bytes === "string" ? Buffer.from(bytes) : bytes } };
}

export async function* stream(...events: (ResponseStream | Error)[]): AsyncGenerator<ResponseStream> {
  for (const event of events) {
    await Promise.resolve();
    if (event instanceof Error) throw event;
    yield event;
  }
}

export function answering(...events: (ResponseStream | Error)[]): InvokeAgent {
  return () => Promise.resolve(stream(...events));
}

export function namedError(name: string, extra: Record<string, unknown> = {}): Error {
  return Object.assign(new Error(`internal detail of ${name}`), { name, ...extra });
}

/** Answers one request; whatever happens, the prompt must not be in the log. */
export async function run(
  invokeAgent: InvokeAgent,
  { event = proxyEvent({ prompt: secretPrompt }), env = environment, remainingMs = 29_000 } = {},
) {
  const log: { level: LogLevel; message: string; fields: LogFields }[] = [];
  const context = { awsRequestId: "lambda-request-1", getRemainingTimeInMillis: () => remainingMs };
  const { statusCode, headers, body } = await answerRequest(event, context, {
    invokeAgent,
    environment: env,
    log: (level, message, fields) => log.push({ level, message, fields }),
  });
  expect(JSON.stringify(log)).not.toContain(secretPrompt);
  return { statusCode, headers, body: body === "" ? undefined : (JSON.parse(body) as Record<string, unknown>), log };
}
