import { XMLParser } from "fast-xml-parser";
import * as z from "zod";
import { describeError } from "../log-line";
import type { Announcement } from "./announcement";
import type { FeedResult } from "./feed-failure";
import { decodeXml, htmlToText, oneLine } from "./plain-text";

/** The parser leaves all entities alone: no document can define one, and those of XML are decoded below. */
const parser = new XMLParser({
  processEntities: false,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  cdataPropName: "cdata",
  isArray: (name) => name === "item" || name === "category",
});

/** Text in CDATA is literal, text outside is escaped; an element can hold both. */
const elementText = z.union([
  z.string().transform(decodeXml),
  z
    .object({ "#text": z.string().default(""), cdata: z.union([z.string(), z.array(z.string())]).default("") })
    .transform((node) => [node.cdata].flat().join("") + decodeXml(node["#text"])),
]);

const itemSchema = z.object({
  title: elementText,
  link: elementText,
  description: elementText.default(""),
  pubDate: elementText.default(""),
  category: z.array(elementText).default([]),
});

const feedSchema = z.object({
  rss: z.object({ channel: z.union([z.string(), z.object({ item: z.array(z.unknown()).default([]) })]) }),
});

/**
 * Reads RSS 2.0. An item without title or https link is left out: the agent could not cite it. A feed without any item
 * left is a failure, not an answer: to search nothing and find nothing would read as "there is no such news".
 */
export function readFeed(xml: string): FeedResult<Announcement[]> {
  // Refused wherever it stands: only a prologue may hold one, and AWS escapes all HTML inside of items.
  if (/<!DOCTYPE/i.test(xml)) return { ok: false, failure: { kind: "doctype" } };
  const parsed = parse(xml);
  if ("problem" in parsed) return { ok: false, failure: { kind: "not-a-feed", detail: parsed.problem } };
  const feed = feedSchema.safeParse(parsed.document);
  if (!feed.success) return { ok: false, failure: { kind: "not-a-feed", detail: "no rss/channel in the document" } };
  const { channel } = feed.data.rss;
  const announcements = typeof channel === "string" ? [] : channel.item.flatMap(readItem);
  return announcements.length === 0 ? { ok: false, failure: { kind: "empty" } } : { ok: true, value: announcements };
}

function parse(xml: string): { document: unknown } | { problem: string } {
  try {
    return { document: parser.parse(xml, true) as unknown };
  } catch (error) {
    return { problem: describeError(error).errorMessage };
  }
}

function readItem(item: unknown): Announcement[] {
  const parsed = itemSchema.safeParse(item);
  if (!parsed.success) return [];
  const title = oneLine(htmlToText(parsed.data.title));
  const link = repairLink(parsed.data.link.trim());
  if (title === "" || !link.startsWith("https://")) return [];
  const publishedAt = Date.parse(parsed.data.pubDate);
  return [
    {
      title,
      link,
      text: htmlToText(parsed.data.description),
      categories: readCategories(parsed.data.category),
      publishedAt: Number.isNaN(publishedAt) ? undefined : publishedAt,
    },
  ];
}

/** The feed has been seen to lose the slash after the host. */
function repairLink(link: string): string {
  return link.replace(/^https:\/\/aws\.amazon\.com(?=[a-z])/, "https://aws.amazon.com/");
}

/** AWS packs its taxonomy into one element: `general:products/amazon-ec2,marketing:marchitecture/compute`. */
function readCategories(elements: string[]): string[] {
  const slugs = elements
    .flatMap((element) => element.split(","))
    .map((path) => oneLine(path.slice(path.lastIndexOf("/") + 1)))
    .filter((slug) => slug !== "");
  return [...new Set(slugs)];
}
