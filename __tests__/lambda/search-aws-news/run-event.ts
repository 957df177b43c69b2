import { answerEvent } from "../../../lambda/search-aws-news/answer-event";
import type { FetchFeed } from "../../../lambda/search-aws-news/fetch-feed";
import { readSettings } from "../../../lambda/search-aws-news/settings";
import type { LogFields, LogLevel } from "../../../lambda/log-line";
import { feedXml } from "./fixture";

type Parameters = Record<string, string>;

/** As Bedrock sends it for a function schema: every value is a string, whatever its type says. */
export function callOf(parameters: Parameters, overrides: Record<string, unknown> = {}): unknown {
  return {
    messageVersion: "1.0",
    agent: { name: "aws-news", id: "AGENT12345", alias: "ALIAS12345", version: "1" },
    inputText: "What is new?",
    sessionId: "session-1",
    actionGroup: "search-aws-news",
    function: "search_aws_news",
    parameters: Object.entries(parameters).map(([name, value]) => ({ name, type: "string", value })),
    sessionAttributes: { team: "news" },
    promptSessionAttributes: {},
    ...overrides,
  };
}

const feedOk: FetchFeed = () => Promise.resolve({ ok: true, value: feedXml });

export async function answer(event: unknown, fetchFeed: FetchFeed = feedOk) {
  const lines: { level: LogLevel; message: string; fields: LogFields }[] = [];
  const response = await answerEvent(event, {
    fetchFeed,
    settings: readSettings({}, 15_000),
    log: (level, message, fields) => lines.push({ level, message, fields }),
    requestId: "request-1",
  });
  const { responseState, responseBody } = response.response.functionResponse;
  return { response, responseState, text: responseBody.TEXT.body, log: lines };
}
