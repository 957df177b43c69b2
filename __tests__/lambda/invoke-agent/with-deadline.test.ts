import type { ResponseStream } from "@aws-sdk/client-bedrock-agent-runtime";
import { describe, expect, test } from "@jest/globals";
import type { InvokeAgent } from "../../../lambda/invoke-agent/answer-request";
import { chunk, environment, namedError, run, stream } from "./run-request";

describe("the deadline", () => {
  const never: InvokeAgent = () => new Promise(() => undefined);

  test.each([
    ["TIMEOUT_MS", { env: { ...environment, TIMEOUT_MS: "40" } }, 40],
    ["the function's remaining time, less a margin", { remainingMs: 1_040 }, 40],
  ])("of %s ends in a 504", async (_name, options, timeoutMs) => {
    const { statusCode, body, log } = await run(never, options);
    expect(statusCode).toBe(504);
    expect(body).toMatchObject({ error: { code: "timed_out" } });
    expect(log).toMatchObject([{ level: "ERROR", fields: { timeoutMs, code: "timed_out" } }]);
  });

  test("aborts the call, and an abort error that follows changes nothing", async () => {
    const seen: boolean[] = [];
    const invoke: InvokeAgent = (_input, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          seen.push(signal.aborted);
          reject(namedError("AbortError"));
        });
      });
    const { statusCode } = await run(invoke, { env: { ...environment, TIMEOUT_MS: "20" } });
    expect({ statusCode, seen }).toEqual({ statusCode: 504, seen: [true] });
  });

  test("holds for a stream that starts and then stalls", async () => {
    async function* stalled(): AsyncGenerator<ResponseStream> {
      yield chunk("half an ans");
      await new Promise(() => undefined);
    }
    const { statusCode } = await run(() => Promise.resolve(stalled()), { env: { ...environment, TIMEOUT_MS: "20" } });
    expect(statusCode).toBe(504);
  });

  test("that has passed already calls nobody", async () => {
    const calls: unknown[] = [];
    const { statusCode } = await run(
      (input) => {
        calls.push(input);
        return Promise.resolve(stream(chunk("x")));
      },
      { remainingMs: 900 },
    );
    expect({ statusCode, calls }).toEqual({ statusCode: 504, calls: [] });
  });

  test("is 27 seconds when TIMEOUT_MS is no number", async () => {
    const { log } = await run(never, { env: { ...environment, TIMEOUT_MS: "soon" }, remainingMs: 1_010 });
    expect(log).toMatchObject([{ fields: { timeoutMs: 10 } }]);
  });
});
