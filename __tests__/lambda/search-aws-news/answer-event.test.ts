import { describe, expect, test } from "@jest/globals";
import type { FeedFailure } from "../../../lambda/search-aws-news/feed-failure";
import { feedOf } from "./fixture";
import { answer, callOf } from "./run-event";

describe("answerEvent", () => {
  test("answers in the shape that Bedrock takes back", async () => {
    const { response, text } = await answer(callOf({ query: "aurora" }));
    expect(response).toEqual({
      messageVersion: "1.0",
      response: {
        actionGroup: "search-aws-news",
        function: "search_aws_news",
        functionResponse: { responseBody: { TEXT: { body: text } } },
      },
      sessionAttributes: { team: "news" },
      promptSessionAttributes: {},
    });
    expect(text).toBe(
      [
        'For "aurora": 1 of 1 matching announcements among AWS\'s latest 8, newest first.',
        "",
        "1. Amazon Aurora serverless pauses sooner",
        "Date: 2026-09-30",
        "Link: https://aws.amazon.com/about-aws/whats-new/2026/09/aurora-pause/",
        "Tags: databases, amazon-aurora",
        "Summary: Aurora serverless clusters pause after one idle minute. Sign in to the console—and pick the cluster.",
      ].join("\n"),
    );
  });

  test.each([
    ["absent", {}, 5],
    ["empty", { max_results: "" }, 5],
    ["given", { max_results: "2" }, 2],
    ["above the bound", { max_results: "100000" }, 10],
  ])("max_results %s", async (_name, extra, entries) => {
    const items = "<item><title>T</title><link>https://aws.amazon.com/x</link></item>".repeat(12);
    const { text } = await answer(callOf({ query: "latest news", ...extra }), () =>
      Promise.resolve({ ok: true, value: feedOf(items) }),
    );
    expect(text.match(/^\d+\. /gm)).toHaveLength(entries);
  });

  test("says so when nothing is found, with no reprompt", async () => {
    const { text, responseState } = await answer(callOf({ query: "teleportation" }));
    expect(text).toContain('None of the latest 8 AWS announcements mentions "teleportation"');
    expect(responseState).toBeUndefined();
  });

  test.each([
    ["another function", callOf({ query: "x" }, { function: "delete_everything" }), "call search_aws_news"],
    [
      "an API-schema event",
      callOf({ query: "x" }, { function: undefined, apiPath: "/search" }),
      "call search_aws_news",
    ],
    ["no parameters", callOf({}, { parameters: undefined }), '"query" is missing'],
    ["a blank query", callOf({ query: "   " }), '"query" is missing'],
    ["a query without words", callOf({ query: "???" }), '"query" is missing'],
    ["a query too long", callOf({ query: "x".repeat(201) }), "has 201 characters"],
    ["max_results in words", callOf({ query: "x", max_results: "five" }), '"max_results" is "five"'],
    ["max_results zero", callOf({ query: "x", max_results: "0" }), '"max_results" is "0"'],
    ["max_results negative", callOf({ query: "x", max_results: "-1" }), '"max_results" is "-1"'],
    ["max_results broken", callOf({ query: "x", max_results: "2.5" }), '"max_results" is "2.5"'],
    ["an event of another service", { Records: [] }, "call search_aws_news"],
    ["parameters of another shape", callOf({}, { parameters: "query=x" }), "a Bedrock agent's action group"],
    ["nothing", undefined, "a Bedrock agent's action group"],
  ])("reprompts for %s, without fetching", async (_name, event, complaint) => {
    const { text, responseState } = await answer(event, () => {
      throw new Error("fetched");
    });
    expect(text).toContain(complaint);
    expect(responseState).toBe("REPROMPT");
  });

  const failures: [FeedFailure, string][] = [
    [{ kind: "timeout", timeoutMs: 8_000 }, "within 8 seconds"],
    [{ kind: "too-large", maxBytes: 2_000_000 }, "larger than the limit of 2000000 bytes"],
    [{ kind: "http-status", status: 503 }, "HTTP status 503"],
    [{ kind: "address-refused", detail: "secret.internal" }, "none that this function may read from"],
    [{ kind: "unreachable", detail: "secret.internal" }, "could not be reached"],
    [{ kind: "not-a-feed", detail: "secret.internal" }, "not an RSS feed"],
    [{ kind: "doctype" }, "document type declaration"],
    [{ kind: "empty" }, "no announcement that could be read"],
  ];

  test.each(failures)("tells the agent about %j and how to go on", async (failure, words) => {
    const { text, responseState, log } = await answer(callOf({ query: "lambda" }), () =>
      Promise.resolve({ ok: false, failure }),
    );
    expect(text).toContain(words);
    expect(text).toContain("Tell the user");
    expect(text).not.toContain("secret.internal");
    expect(responseState).toBeUndefined();
    expect(log).toMatchObject([{ level: "WARN", fields: { requestId: "request-1", kind: failure.kind } }]);
  });

  test("an unreadable feed is such a failure too", async () => {
    const { text } = await answer(callOf({ query: "lambda" }), () => Promise.resolve({ ok: true, value: "<html/>" }));
    expect(text).toContain("not an RSS feed");
  });

  test("a defect is answered in words, and only the log has its message", async () => {
    const { text, log } = await answer(callOf({ query: "lambda" }), () => Promise.reject(new Error("secret.internal")));
    expect(text).toContain("because of an error in this function");
    expect(text).not.toContain("secret.internal");
    expect(log).toMatchObject([{ level: "ERROR", fields: { errorMessage: "secret.internal" } }]);
  });

  test("the log has no word of the query", async () => {
    const { log } = await answer(callOf({ query: "teleportation" }));
    expect(log).toMatchObject([{ level: "INFO", fields: { announcements: 8, matching: 0, returned: 0 } }]);
    expect(JSON.stringify(log)).not.toContain("teleportation");
  });
});
