import { describe, expect, test } from "@jest/globals";
import type { FetchFeed } from "../../../lambda/search-aws-news/fetch-feed";
import { feedOf } from "./fixture";
import { answer, callOf } from "./run-event";

describe("the size of an answer", () => {
  const huge = Array.from({ length: 20 }, (_, index) => {
    const text = "語語語語語 ".repeat(1_000);
    return `<item><title>Title ${index} ${text}</title><link>https://aws.amazon.com/${"x".repeat(490)}</link><description>${text}</description></item>`;
  }).join("");
  const fetchHuge: FetchFeed = () => Promise.resolve({ ok: true, value: feedOf(huge) });

  test("stays below 25 KB with whole entries, and says what was left out", async () => {
    const { response, text } = await answer(callOf({ query: "title", max_results: "10" }), fetchHuge);
    const bytes = Buffer.byteLength(JSON.stringify(response));
    expect(bytes).toBeLessThan(25_000);
    expect(bytes).toBeGreaterThan(18_000);
    const entries = text.match(/^\d+\. /gm)?.length ?? 0;
    expect(text).toContain(`${10 - entries} more left out`);
  });

  test("gives way to the attributes that go back with it", async () => {
    const attributes = { sessionAttributes: { big: "x".repeat(15_000) } };
    const { response, text } = await answer(callOf({ query: "title", max_results: "10" }, attributes), fetchHuge);
    expect(Buffer.byteLength(JSON.stringify(response))).toBeLessThan(25_000);
    expect(text).toMatch(/^1\. /m);
  });

  test("cuts a long summary between words", async () => {
    const item = `<item><title>Long</title><link>https://aws.amazon.com/x</link><description>${"word ".repeat(500)}</description></item>`;
    const { text } = await answer(callOf({ query: "long" }), () => Promise.resolve({ ok: true, value: feedOf(item) }));
    expect(text).toMatch(/Summary: (word ){138,140}…$/);
  });
});
