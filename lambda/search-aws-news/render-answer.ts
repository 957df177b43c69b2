import { jsonBytes } from "./action-group";
import type { Announcement } from "./announcement";
import type { SearchResult } from "./search-announcements";

const maxTitleChars = 300;
const maxLinkChars = 500;
const maxSummaryChars = 700;

/** Kept for the line that says how many entries did not fit. */
const noteBytes = 120;

/** The answer as text for the agent, within `budgetBytes` as JSON. Whole entries are left out rather than cut. */
export function renderAnswer(result: SearchResult, query: string, searched: number, budgetBytes: number): string {
  if (result.announcements.length === 0) {
    return (
      `None of the latest ${searched} AWS announcements mentions "${query}". ` +
      "The feed holds recent announcements only: something older may well exist. Other words may find more."
    );
  }
  const head = headline(result, query, searched);
  let text = head;
  for (const [index, announcement] of result.announcements.entries()) {
    const longer = `${text}\n\n${renderEntry(index + 1, announcement)}`;
    if (jsonBytes(longer) > budgetBytes - noteBytes) {
      return `${text}\n\n${result.announcements.length - index} more left out: the answer would be too long.`;
    }
    text = longer;
  }
  return text;
}

function headline({ announcements, matching, allWordsMatched }: SearchResult, query: string, searched: number): string {
  const shown = `${announcements.length} of ${matching} matching announcements among AWS's latest ${searched}, newest first`;
  return allWordsMatched
    ? `For "${query}": ${shown}.`
    : `No announcement has all words of "${query}". With the most of them: ${shown}.`;
}

function renderEntry(position: number, { title, link, text, categories, publishedAt }: Announcement): string {
  const date = publishedAt === undefined ? "unknown" : new Date(publishedAt).toISOString().slice(0, 10);
  return [
    `${position}. ${shorten(title, maxTitleChars)}`,
    `Date: ${date}`,
    `Link: ${link.length > maxLinkChars ? "not given, too long" : link}`,
    ...(categories.length > 0 ? [`Tags: ${categories.slice(0, 10).join(", ")}`] : []),
    ...(text === "" ? [] : [`Summary: ${shorten(text, maxSummaryChars)}`]),
  ].join("\n");
}

/** Cuts between words; in a text without any, at least never through a surrogate pair. */
function shorten(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const cut = text.slice(0, maxChars);
  const lastGap = cut.search(/\s\S*$/u);
  return `${lastGap > 0 ? cut.slice(0, lastGap) : cut.replace(/[\uD800-\uDBFF]$/, "")} …`;
}
