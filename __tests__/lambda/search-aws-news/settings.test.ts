import { describe, expect, test } from "@jest/globals";
import { readSettings } from "../../../lambda/search-aws-news/settings";

describe("readSettings", () => {
  test.each([
    [{}, 15_000, { timeoutMs: 8_000, maxBytes: 2_000_000 }],
    [{ FEED_TIMEOUT_MS: "3000", FEED_MAX_BYTES: "500" }, 15_000, { timeoutMs: 3_000, maxBytes: 500 }],
    [{ FEED_TIMEOUT_MS: "soon", FEED_MAX_BYTES: "-1" }, 15_000, { timeoutMs: 8_000, maxBytes: 2_000_000 }],
    [{}, 3_000, { timeoutMs: 2_500 }],
    [{}, 100, { timeoutMs: 1 }],
    [{ FEED_URL: "https://example.org/feed" }, 15_000, { feedUrl: "https://example.org/feed" }],
    [{}, 15_000, { feedUrl: "https://aws.amazon.com/about-aws/whats-new/recent/feed/" }],
  ])("%j with %i ms left", (environment, remainingMs, settings) => {
    expect(readSettings(environment, remainingMs)).toMatchObject(settings);
  });
});
