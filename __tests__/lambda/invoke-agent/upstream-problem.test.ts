import type { ResponseStream } from "@aws-sdk/client-bedrock-agent-runtime";
import { describe, expect, test } from "@jest/globals";
import type { InvokeAgent } from "../../../lambda/invoke-agent/answer-request";
import { answering, chunk, namedError, run, secretPrompt } from "./run-request";

describe("an error of Bedrock's", () => {
  const mapped: [string, number, string][] = [
    ["ValidationException", 400, "request_refused"],
    ["ThrottlingException", 429, "too_many_requests"],
    ["ServiceQuotaExceededException", 429, "too_many_requests"],
    ["ConflictException", 429, "session_busy"],
    ["AccessDeniedException", 502, "agent_unavailable"],
    ["ResourceNotFoundException", 502, "agent_unavailable"],
    ["DependencyFailedException", 502, "agent_unavailable"],
    ["BadGatewayException", 502, "agent_unavailable"],
    ["InternalServerException", 502, "agent_unavailable"],
    ["ModelNotReadyException", 502, "agent_unavailable"],
    ["CredentialsProviderError", 502, "agent_unavailable"],
    ["constructor", 502, "agent_unavailable"],
  ];
  const ways: [string, (error: Error) => InvokeAgent][] = [
    ["thrown by the call", (error) => () => Promise.reject(error)],
    ["thrown by the stream", (error) => answering(chunk("half an ans"), error)],
    [
      "carried by the stream",
      (error) =>
        answering(chunk("half an ans"), Object.assign({} as ResponseStream, { internalServerException: error })),
    ],
  ];
  const cases = ways.flatMap(([way, invoke]) =>
    mapped.map(([name, status, code]) => ({ way, invoke, name, status, code })),
  );

  test.each(cases)("$name, $way, is $status $code", async ({ invoke, name, status, code }) => {
    const { statusCode, body, log } = await run(invoke(namedError(name)));
    expect(statusCode).toBe(status);
    expect(body).toEqual({ error: { code, message: expect.any(String), requestId: "api-request-1" } });
    expect(JSON.stringify(body)).not.toMatch(/internal detail|half an ans|Exception/);
    expect(log).toMatchObject([{ level: "ERROR", fields: { status, code, errorName: name } }]);
  });

  test("leaves in the log what an operator needs", async () => {
    const $metadata = { httpStatusCode: 424, requestId: "aws-request-1", attempts: 2 };
    const error = namedError("DependencyFailedException", { resourceName: "Lambda", $metadata });
    const { log } = await run(() => Promise.reject(error));
    expect(log[0]?.fields).toEqual({
      requestId: "api-request-1",
      lambdaRequestId: "lambda-request-1",
      durationMs: expect.any(Number),
      status: 502,
      code: "agent_unavailable",
      errorName: "DependencyFailedException",
      errorMessage: "internal detail of DependencyFailedException",
      resourceName: "Lambda",
      awsStatus: 424,
      awsRequestId: "aws-request-1",
      awsAttempts: 2,
    });
  });

  test("that quotes the prompt does not bring it into the log", async () => {
    const error = Object.assign(new Error(`Value '${secretPrompt}' at 'inputText' is not valid`), {
      name: "ValidationException",
    });
    const { log } = await run(() => Promise.reject(error));
    expect(log[0]?.fields["errorMessage"]).toBeUndefined();
  });

  test("that is not even an error is a 502", async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- foreign code may throw anything
    expect((await run(() => Promise.reject("no"))).statusCode).toBe(502);
  });
});
