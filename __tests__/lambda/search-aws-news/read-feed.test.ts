import { describe, expect, test } from "@jest/globals";
import { readFeed } from "../../../lambda/search-aws-news/read-feed";
import { feedOf, feedXml, readFixture } from "./fixture";

const entityBomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel>&b;</channel></rss>`;

describe("readFeed on the shape that AWS publishes", () => {
  test("reads every item", () => {
    expect(readFixture().map(({ title }) => title)).toEqual([
      "Amazon Bedrock adds cost tags to agent sessions",
      "AWS Lambda raises the limit for response streaming",
      "Amazon S3 & Amazon EC2 Research notes: batch copies in more Regions",
      "AWS Budgets sends alerts to chat channels",
      "Amazon Aurora serverless pauses sooner",
      "AWS Step Functions shows the cost of an execution",
      "Amazon Connect reads names in more languages",
      "Amazon Bedrock lowers the price of batch inference",
    ]);
  });

  test("turns the escaped HTML of an item into plain text, and its taxonomy into slugs", () => {
    expect(readFixture()[0]).toEqual({
      title: "Amazon Bedrock adds cost tags to agent sessions",
      link: "https://aws.amazon.com/about-aws/whats-new/2026/10/amazon-bedrock-session-cost-tags/",
      text:
        "Amazon Bedrock now writes the tags of an application inference profile to each agent session—so a team’s spend can be read per session.\n" +
        "To begin, see the user guide.",
      categories: ["artificial-intelligence", "amazon-bedrock"],
      publishedAt: Date.UTC(2026, 9, 6, 17, 30),
    });
  });

  test.each([
    [
      "list items and entities of both levels",
      1,
      "The new limit holds for Node.js & Python.\n- No code change is needed\n- Price per GB stays < before",
    ],
    [
      "CDATA, without script and style",
      3,
      "Budget alerts reach chat channels within minutes.\nA budget with a tag filter names the tag in its alert.",
    ],
    ["numeric entities and links", 4, "Sign in to the console—and pick the cluster."],
    ["other scripts", 6, "Names are read aloud in Türkçe, Čeština and 日本語."],
  ])("reads %s", (_name, index, text) => {
    expect(readFixture()[index]?.text).toContain(text);
  });

  test("white space between elements, as in a feed laid out for people, changes nothing", () => {
    expect(readFeed(feedXml.replaceAll("><", ">\n  <"))).toEqual(readFeed(feedXml));
  });

  test.each([
    ["an empty category element", 2],
    ["no category element", 7],
  ])("%s means no categories", (_name, index) => {
    expect(readFixture()[index]?.categories).toEqual([]);
  });

  test("puts back the slash that a link has lost, and leaves an unreadable date open", () => {
    expect(readFixture()[4]?.link).toBe("https://aws.amazon.com/about-aws/whats-new/2026/09/aurora-pause/");
    expect(readFixture()[6]?.publishedAt).toBeUndefined();
  });

  test.each([
    ["escaped", "&lt;p&gt;5 &amp;lt; 6, written &amp;amp;lt;&lt;/p&gt;"],
    ["CDATA", "<![CDATA[<p>5 &lt; 6, written &amp;lt;</p>]]>"],
    ["both", "<![CDATA[<p>5 &lt; 6,]]> written &amp;amp;lt;"],
  ])("undoes each level of escaping once: %s", (_name, description) => {
    const item = `<item><title>T</title><link>https://aws.amazon.com/x</link><description>${description}</description></item>`;
    expect(readFeed(feedOf(item))).toMatchObject({ ok: true, value: [{ text: "5 < 6, written &lt;" }] });
  });

  test("reads a feed with more entities than expansion limits of parsers allow", () => {
    const item = `<item><title>T</title><link>https://aws.amazon.com/x</link><description>${"&lt;b&gt;x&lt;/b&gt;".repeat(5_000)}</description></item>`;
    const feed = readFeed(feedOf(item));
    expect(feed).toMatchObject({ ok: true, value: [{ text: "x".repeat(5_000) }] });
  });

  test.each([
    ["no title", "<item><link>https://aws.amazon.com/x</link></item>"],
    ["an empty title", "<item><title/><link>https://aws.amazon.com/x</link></item>"],
    ["no link", "<item><title>T</title></item>"],
    ["a link that is not https", "<item><title>T</title><link>javascript:alert(1)</link></item>"],
    ["text only", "<item>text</item>"],
    ["two titles", "<item><title>A</title><title>B</title><link>https://aws.amazon.com/x</link></item>"],
  ])("leaves out an item with %s, and keeps its neighbour", (_name, item) => {
    const good = "<item><title>Good</title><link>https://aws.amazon.com/good</link></item>";
    expect(readFeed(feedOf(item + good))).toMatchObject({ ok: true, value: [{ title: "Good" }] });
  });

  test.each([
    ["no items", feedOf("")],
    ["an empty channel", '<rss version="2.0"><channel/></rss>'],
    ["nothing but white space", "<rss>\n<channel>\n</channel>\n</rss>"],
    ["no readable item", feedOf("<item><headline>T</headline></item>")],
  ])("a feed with %s is a failure: nothing was searched", (_name, xml) => {
    expect(readFeed(xml)).toEqual({ ok: false, failure: { kind: "empty" } });
  });
});

describe("readFeed on what is no feed", () => {
  test.each([
    ["nothing", ""],
    ["an HTML error page", "<html><body><h1>Service unavailable</h1></body></html>"],
    ["an HTML page that is no XML", "<html><body>one<br>two</body></html>"],
    ["JSON", '{"message":"Forbidden"}'],
    ["an Atom feed", '<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>'],
    ["a feed that was cut off", feedXml.slice(0, 3_000)],
    ["a feed that was cut off between items", feedXml.slice(0, feedXml.lastIndexOf("<item>"))],
    ["brackets only", "<".repeat(100_000)],
    ["elements nested without end", `<rss>${"<a>".repeat(200_000)}`],
    ["elements nested deeply", `<rss>${"<a>".repeat(10_000)}${"</a>".repeat(10_000)}</rss>`],
    ["names that would reach a prototype", feedOf("<__proto__><polluted>1</polluted></__proto__>")],
  ])("refuses %s", (_name, text) => {
    const feed = readFeed(text);
    expect(feed).toMatchObject({ ok: false, failure: { kind: "not-a-feed" } });
    // The parser quotes what it stumbles over, at any length.
    expect(JSON.stringify(feed).length).toBeLessThan(500);
  });

  test.each([
    ["an entity bomb", entityBomb],
    ["an external entity", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'],
    ["any document type, in any case", `<!doctype html>${feedXml.slice(feedXml.indexOf("<rss"))}`],
  ])("refuses %s for its declaration", (_name, text) => {
    expect(readFeed(text)).toEqual({ ok: false, failure: { kind: "doctype" } });
  });
});
