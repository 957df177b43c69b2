import type { Announcement } from "./announcement";

/** What was found, newest first, and how well. */
export interface SearchResult {
  announcements: Announcement[];
  /** How many announcements match as well as those returned, before the cut to `maxResults`. */
  matching: number;
  /** False when no announcement has all the words, and these have only some of them. */
  allWordsMatched: boolean;
}

/** Words that all announcements share or that only carry the question. */
const emptyWords = new Set(
  (
    "a about all amazon an and announce announced announcement announcements any are aws by can did do does for from " +
    "give has have how i in introduce is it its latest launch launched launches me most new newest news now of on or " +
    "please recent recently release released releases s show since support supports tell that the there this to update " +
    "updates was web what when which with you"
  ).split(" "),
);

const weights = { title: 3, category: 2, text: 1 };

/** Relevance chooses which announcements are returned, time orders them. A query of empty words returns the newest. */
export function searchAnnouncements(announcements: Announcement[], query: string, maxResults: number): SearchResult {
  const words = [...new Set(wordsOf(query))].filter((word) => !emptyWords.has(word));
  if (words.length === 0) {
    const newest = announcements.toSorted(newestFirst).slice(0, maxResults);
    return { announcements: newest, matching: announcements.length, allWordsMatched: true };
  }

  const scored = announcements.map((announcement) => ({ announcement, ...score(announcement, words) }));
  const best = Math.max(0, ...scored.map(({ found }) => found));
  const matches = best === 0 ? [] : scored.filter(({ found }) => found === best);
  const chosen = matches
    .toSorted((a, b) => b.relevance - a.relevance || newestFirst(a.announcement, b.announcement))
    .slice(0, maxResults)
    .map(({ announcement }) => announcement);
  return {
    announcements: chosen.toSorted(newestFirst),
    matching: matches.length,
    allWordsMatched: best === words.length,
  };
}

function score(announcement: Announcement, words: string[]): { found: number; relevance: number } {
  const places = [
    { weight: weights.title, tokens: wordsOf(announcement.title) },
    { weight: weights.category, tokens: wordsOf(announcement.categories.join(" ")) },
    { weight: weights.text, tokens: wordsOf(announcement.text) },
  ];
  let found = 0;
  let relevance = 0;
  for (const word of words) {
    const hits = places.filter(({ tokens }) => tokens.some((token) => isSameWord(token, word)));
    if (hits.length > 0) found += 1;
    for (const { weight } of hits) relevance += weight;
  }
  return { found, relevance };
}

/** "agent" finds "agents" and "agents" finds "agent"; from four letters on, a word also finds what it begins. */
function isSameWord(token: string, word: string): boolean {
  return singular(token) === singular(word) || (word.length >= 4 && token.startsWith(word));
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function newestFirst(a: Announcement, b: Announcement): number {
  return (b.publishedAt ?? 0) - (a.publishedAt ?? 0);
}
