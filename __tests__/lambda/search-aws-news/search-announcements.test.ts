import { describe, expect, test } from "@jest/globals";
import type { Announcement } from "../../../lambda/search-aws-news/announcement";
import { searchAnnouncements } from "../../../lambda/search-aws-news/search-announcements";
import { readFixture } from "./fixture";

const announcements = readFixture();

function titles(query: string, maxResults = 10): string[] {
  return searchAnnouncements(announcements, query, maxResults).announcements.map(({ title }) => title.slice(0, 22));
}

describe("searchAnnouncements", () => {
  test.each([
    ["a word of a title", "Aurora", ["Amazon Aurora serverle"]],
    ["a word of a text only", "idle", ["Amazon Aurora serverle"]],
    ["a word of a category only", "financial", ["AWS Budgets sends aler"]],
    ["upper case and punctuation", "  AURORA?! ", ["Amazon Aurora serverle"]],
    ["the singular for a plural", "budget alert", ["AWS Budgets sends aler"]],
    ["the plural for a singular", "languages names", ["Amazon Connect reads n"]],
    ["the beginning of a word", "stream", ["AWS Lambda raises the "]],
    ["a short name whole, not as a beginning", "s3", ["Amazon S3 & Amazon EC2"]],
    ["other scripts", "日本語", ["Amazon Connect reads n"]],
    ["the telling words of a question", "What's new about AWS Budgets this week, please?", ["AWS Budgets sends aler"]],
    ["nothing", "quantum teleportation", []],
  ])("finds %s", (_name, query, expected) => {
    expect(titles(query)).toEqual(expected);
  });

  test("answers newest first, an unknown date last", () => {
    const undated: Announcement = {
      title: "Lambda",
      link: "https://x",
      text: "",
      categories: [],
      publishedAt: undefined,
    };
    const found = searchAnnouncements([undated, ...announcements], "lambda", 10).announcements;
    expect(found.at(-1)).toBe(undated);
    const times = found.slice(0, -1).map(({ publishedAt }) => publishedAt ?? NaN);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(times).toHaveLength(3);
  });

  test("relevance decides what is cut: a newer passing mention gives way to an older tag", () => {
    expect(titles("lambda", 2)).toEqual(["AWS Lambda raises the ", "AWS Step Functions sho"]);
    expect(searchAnnouncements(announcements, "lambda", 2)).toMatchObject({ matching: 3, allWordsMatched: true });
  });

  test.each([
    ["title", "category", { title: "Graviton" }, { categories: ["graviton"] }],
    ["title", "text", { title: "Graviton" }, { text: "Graviton" }],
    ["category", "text", { categories: ["graviton"] }, { text: "Graviton" }],
  ])("an older hit in the %s outweighs a newer one in the %s", (_better, _worse, older, newer) => {
    const base: Announcement = { title: "T", link: "https://x", text: "", categories: [], publishedAt: 1 };
    const { announcements: found } = searchAnnouncements(
      [
        { ...base, ...newer, publishedAt: 2 },
        { ...base, ...older },
      ],
      "graviton",
      1,
    );
    expect(found).toEqual([{ ...base, ...older }]);
  });

  test("without an announcement that has all words, those with the most are given, and it is said", () => {
    const result = searchAnnouncements(announcements, "bedrock price teleportation", 10);
    expect(result.announcements.map(({ title }) => title)).toEqual([
      "Amazon Bedrock lowers the price of batch inference",
    ]);
    expect(result.allWordsMatched).toBe(false);
  });

  test("a query without telling words gets the newest", () => {
    expect(titles("latest AWS news", 2)).toEqual(["Amazon Bedrock adds co", "AWS Lambda raises the "]);
    expect(searchAnnouncements(announcements, "latest AWS news", 2).matching).toBe(8);
  });
});
