import { createServer, type Http2Server, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import type { AddressInfo } from "node:net";
import { EventStreamCodec } from "@smithy/core/event-streams";
import { afterEach, describe, expect, test } from "@jest/globals";
import { answerRequest } from "../../../lambda/invoke-agent/answer-request";
import { bedrockInvokeAgent } from "../../../lambda/invoke-agent/bedrock-client";
import { proxyEvent } from "./proxy-event";

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString("utf8"),
  (text) => Buffer.from(text, "utf8"),
);

function frame(headers: Record<string, string>, body: unknown): Uint8Array {
  const typed = Object.entries(headers).map(([name, value]) => [name, { type: "string" as const, value }] as const);
  return codec.encode({ headers: Object.fromEntries(typed), body: Buffer.from(JSON.stringify(body)) });
}

const chunkFrame = (text: string | Buffer) =>
  frame(
    { ":message-type": "event", ":event-type": "chunk", ":content-type": "application/json" },
    { bytes: Buffer.from(text).toString("base64") },
  );
const exceptionFrame = (type: string) =>
  frame(
    { ":message-type": "exception", ":exception-type": type, ":content-type": "application/json" },
    { message: "internal detail" },
  );

function answerStream(response: Http2ServerResponse): void {
  response.writeHead(200, {
    "content-type": "application/vnd.amazon.eventstream",
    "x-amzn-bedrock-agent-content-type": "application/json",
    "x-amz-bedrock-agent-session-id": "session-1",
  });
}

const servers: Http2Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Runs one request with the real SDK client against Bedrock's wire protocol, HTTP/2 included, on loopback. */
async function run(answer: (request: Http2ServerRequest, response: Http2ServerResponse) => void, timeoutMs = "5000") {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const invokeAgent = bedrockInvokeAgent({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: "eu-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const { statusCode, body } = await answerRequest(
    proxyEvent({ prompt: "Hi", sessionId: "session-1" }),
    { awsRequestId: "lambda-request-1", getRemainingTimeInMillis: () => 29_000 },
    {
      invokeAgent,
      environment: { AGENT_ID: "AGENT12345", AGENT_ALIAS_ID: "ALIAS12345", TIMEOUT_MS: timeoutMs },
      log: () => undefined,
    },
  );
  return { statusCode, body: JSON.parse(body) as unknown };
}

describe("the AWS SDK's client", () => {
  test("calls InvokeAgent and reads its stream", async () => {
    const requests: unknown[] = [];
    const text = Buffer.from("Grüße");
    const result = await run((request, response) => {
      let sent = "";
      request.on("data", (part: Buffer) => (sent += part.toString()));
      request.on("end", () => {
        requests.push([request.method, request.url, JSON.parse(sent)]);
        answerStream(response);
        response.write(chunkFrame(text.subarray(0, 3)));
        response.end(chunkFrame(text.subarray(3)));
      });
    });
    expect(result).toEqual({ statusCode: 200, body: { answer: "Grüße", sessionId: "session-1" } });
    expect(requests).toEqual([
      ["POST", "/agents/AGENT12345/agentAliases/ALIAS12345/sessions/session-1/text", { inputText: "Hi" }],
    ]);
  });

  test.each([
    ["throttlingException", 429],
    ["dependencyFailedException", 502],
    ["validationException", 400],
    ["neverHeardOfException", 502],
  ])("an event %s in the stream is a %i", async (type, status) => {
    const { statusCode, body } = await run((_request, response) => {
      answerStream(response);
      response.write(chunkFrame("half an ans"));
      response.end(exceptionFrame(type));
    });
    expect(statusCode).toBe(status);
    expect(JSON.stringify(body)).not.toMatch(/internal detail|half/);
  });

  test("throttling is tried twice, then told", async () => {
    let calls = 0;
    const { statusCode } = await run((_request, response) => {
      calls += 1;
      response.writeHead(429, { "x-amzn-errortype": "ThrottlingException", "content-type": "application/json" });
      response.end('{"message":"internal detail"}');
    });
    expect({ statusCode, calls }).toEqual({ statusCode: 429, calls: 2 });
  });

  test.each([
    ["before its headers", () => undefined],
    [
      "in the middle of its stream",
      (_request: Http2ServerRequest, response: Http2ServerResponse) => {
        answerStream(response);
        response.write(chunkFrame("half an ans"));
      },
    ],
  ])("a call that stalls %s is closed at the deadline", async (_name, answer) => {
    let closed: (value: string) => void = () => undefined;
    const connection = new Promise<string>((resolve) => (closed = resolve));
    const { statusCode } = await run((request, response) => {
      response.on("close", () => {
        closed("closed");
      });
      answer(request, response);
    }, "300");
    expect(statusCode).toBe(504);
    expect(await connection).toBe("closed");
  });
});
