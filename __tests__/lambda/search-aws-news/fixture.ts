import { readFileSync } from "node:fs";
import path from "node:path";
import type { Announcement } from "../../../lambda/search-aws-news/announcement";
import { readFeed } from "../../../lambda/search-aws-news/read-feed";

/** Eight announcements of our own wording, in the exact shape of the feed that AWS publishes. */
export const feedXml = readFileSync(path.join(__dirname, "..", "fixtures", "whats-new.xml"), "utf8");

/** The feed around other items. */
export function feedOf(items: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>T</title>${items}</channel></rss>`;
}

export function readFixture(): Announcement[] {
  const feed = readFeed(feedXml);
  if (!feed.ok) throw new Error(`fixture not readable: ${feed.failure.kind}`);
  return feed.value;
}
