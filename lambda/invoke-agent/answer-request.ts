import { randomUUID } from "node:crypto";
import type { InvokeAgentCommandInput, ResponseStream } from "@aws-sdk/client-bedrock-agent-runtime";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import type { LogFields, LogLevel, WriteLog } from "../log-line";
import { collectAnswer } from "./collect-answer";
import { corsHeaders, jsonAnswer, preflightAnswer, problemAnswer } from "./http-answer";
import { emptyAnswer, notConfigured, timedOut, type Problem } from "./problem";
import { headerValue, readRequest } from "./read-request";
import { readAllowedOrigins, readSettings } from "./settings";
import { upstreamLogFields, upstreamProblem } from "./upstream-problem";
import { deadlinePassed, withDeadline } from "./with-deadline";

/** Calls the agent and gives back its stream of events. */
export type InvokeAgent = (
  input: InvokeAgentCommandInput,
  signal: AbortSignal,
) => Promise<AsyncIterable<ResponseStream> | undefined>;

/** What an answer needs beside the event. */
export interface AnswerDependencies {
  invokeAgent: InvokeAgent;
  environment: NodeJS.ProcessEnv;
  log: WriteLog;
}

/** Kept back from the function's own time limit, for the answer to leave in. */
const marginMs = 1_000;

/** Answers one request of the website, always with a well-formed HTTP answer. */
export async function answerRequest(
  event: APIGatewayProxyEvent,
  context: Pick<Context, "awsRequestId" | "getRemainingTimeInMillis">,
  { invokeAgent, environment, log }: AnswerDependencies,
): Promise<APIGatewayProxyResult> {
  const startedAt = Date.now();
  // API Gateway's id is the one that the client sees and that the access log has.
  const requestId = event.requestContext.requestId || context.awsRequestId;
  const cors = corsHeaders(headerValue(event.headers, "origin"), readAllowedOrigins(environment));
  const record = (level: LogLevel, message: string, fields: LogFields): void => {
    log(level, message, {
      requestId,
      lambdaRequestId: context.awsRequestId,
      durationMs: Date.now() - startedAt,
      ...fields,
    });
  };
  const fail = (level: LogLevel, problem: Problem, fields: LogFields = {}): APIGatewayProxyResult => {
    record(level, "request failed", { status: problem.status, code: problem.code, ...fields });
    return problemAnswer(problem, cors, requestId);
  };

  if (event.httpMethod === "OPTIONS") return preflightAnswer(cors);
  const read = readRequest(event);
  if ("problem" in read) return fail("WARN", read.problem);
  const settings = readSettings(environment);
  if ("missing" in settings) {
    return fail("ERROR", notConfigured, { missingEnvironment: settings.missing.join(", ") });
  }

  const { prompt, sessionId = randomUUID() } = read.request;
  const input = {
    agentId: settings.agentId,
    agentAliasId: settings.agentAliasId,
    sessionId,
    inputText: prompt,
  };
  const timeoutMs = Math.min(settings.timeoutMs, context.getRemainingTimeInMillis() - marginMs);
  try {
    const answer = await withDeadline(timeoutMs, async (signal) => {
      const completion = await invokeAgent(input, signal);
      return completion === undefined ? "" : collectAnswer(completion);
    });
    if (answer === deadlinePassed) return fail("ERROR", timedOut, { timeoutMs });
    if (answer.trim() === "") return fail("ERROR", emptyAnswer);
    record("INFO", "request answered", { status: 200, answerChars: answer.length });
    return jsonAnswer(200, cors, { answer, sessionId });
  } catch (error) {
    return fail("ERROR", upstreamProblem(error), upstreamLogFields(error));
  }
}
