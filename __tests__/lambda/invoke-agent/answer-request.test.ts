import { describe, expect, test } from "@jest/globals";
import type { APIGatewayProxyEvent } from "aws-lambda";
import type { InvokeAgent } from "../../../lambda/invoke-agent/answer-request";
import { proxyEvent } from "./proxy-event";
import { answering, chunk, run, secretPrompt, stream } from "./run-request";

describe("an answer", () => {
  test("joins the chunks and hands on agent, alias, session and prompt", async () => {
    const inputs: unknown[] = [];
    const { statusCode, body, headers, log } = await run(
      (input) => {
        inputs.push(input);
        return Promise.resolve(stream(chunk("Hello, "), { trace: {} }, chunk("world")));
      },
      { event: proxyEvent({ prompt: secretPrompt, sessionId: "session-1" }) },
    );
    expect(statusCode).toBe(200);
    expect(body).toEqual({ answer: "Hello, world", sessionId: "session-1" });
    expect(headers).toMatchObject({ "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" });
    expect(inputs).toEqual([
      { agentId: "AGENT12345", agentAliasId: "ALIAS12345", sessionId: "session-1", inputText: secretPrompt },
    ]);
    expect(log).toMatchObject([
      { level: "INFO", fields: { requestId: "api-request-1", status: 200, answerChars: 12 } },
    ]);
  });

  test("makes a new session id for each request without one, the same for agent and client", async () => {
    const used: (string | undefined)[] = [];
    const invoke: InvokeAgent = (input) => {
      used.push(input.sessionId);
      return Promise.resolve(stream(chunk("x")));
    };
    const answers = [await run(invoke), await run(invoke)].map(({ body }) => body?.["sessionId"]);
    expect(used).toEqual(answers);
    expect(new Set(answers).size).toBe(2);
    expect(answers[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test("keeps characters whole whose bytes are split between chunks", async () => {
    const text = "Zürich → 東京 🎉";
    const bytes = [...Buffer.from(text)].map((byte) => chunk(Uint8Array.of(byte)));
    expect((await run(answering(...bytes))).body).toMatchObject({ answer: text });
  });
});

describe("no answer", () => {
  test.each([
    ["an empty stream", answering()],
    ["white space", answering(chunk(" \n"))],
    ["a hand-over of control", answering({ returnControl: { invocationId: "1" } })],
    ["no stream", (() => Promise.resolve(undefined)) as InvokeAgent],
  ])("%s is a 502", async (_name, invoke) => {
    const { statusCode, body } = await run(invoke);
    expect(statusCode).toBe(502);
    expect(body).toMatchObject({ error: { code: "empty_answer" } });
  });
});

describe("the set-up", () => {
  test.each([
    [{ AGENT_ID: "A" }, "AGENT_ALIAS_ID"],
    [{ AGENT_ALIAS_ID: "A" }, "AGENT_ID"],
    [{ AGENT_ID: " ", AGENT_ALIAS_ID: "" }, "AGENT_ID, AGENT_ALIAS_ID"],
  ])("%j is a 500 whose reason only the log has", async (env, missing) => {
    const { statusCode, body, log } = await run(answering(chunk("x")), { env });
    expect(statusCode).toBe(500);
    expect(body).toMatchObject({ error: { code: "internal_error", requestId: "api-request-1" } });
    expect(JSON.stringify(body)).not.toContain("AGENT");
    expect(log).toMatchObject([{ level: "ERROR", fields: { missingEnvironment: missing } }]);
  });

  test("a bad body is a 400 before anybody is called, logged by its code alone", async () => {
    const { statusCode, body, log } = await run(() => Promise.reject(new Error("called")), {
      event: proxyEvent(secretPrompt),
    });
    expect(statusCode).toBe(400);
    expect(body).toMatchObject({ error: { code: "body_not_json", requestId: "api-request-1" } });
    expect(log).toMatchObject([{ level: "WARN", fields: { code: "body_not_json" } }]);
  });

  test("a request without an id of API Gateway's gets the function's", async () => {
    const event = proxyEvent("{", { requestContext: { requestId: "" } as APIGatewayProxyEvent["requestContext"] });
    expect((await run(answering(), { event })).body).toMatchObject({ error: { requestId: "lambda-request-1" } });
  });
});
