/** How the feed is fetched. */
export interface FeedSettings {
  feedUrl: string;
  timeoutMs: number;
  maxBytes: number;
}

/** @see https://aws.amazon.com/about-aws/whats-new/recent/ */
const defaultFeedUrl = "https://aws.amazon.com/about-aws/whats-new/recent/feed/";

/** The agent waits for this function, and API Gateway for the agent: a slow feed must not eat the whole answer time. */
const defaultTimeoutMs = 8_000;

/** The feed holds the latest 100 announcements, about 250 kB. */
const defaultMaxBytes = 2_000_000;

/** Kept back from the function's own time limit, for the answer to leave in. */
const marginMs = 500;

/** Reads FEED_URL, FEED_TIMEOUT_MS and FEED_MAX_BYTES; a number that is none falls back to its default. */
export function readSettings(environment: NodeJS.ProcessEnv, remainingMs: number): FeedSettings {
  const timeoutMs = positiveInteger(environment["FEED_TIMEOUT_MS"]) ?? defaultTimeoutMs;
  return {
    feedUrl: environment["FEED_URL"] ?? defaultFeedUrl,
    timeoutMs: Math.max(1, Math.min(timeoutMs, remainingMs - marginMs)),
    maxBytes: positiveInteger(environment["FEED_MAX_BYTES"]) ?? defaultMaxBytes,
  };
}

function positiveInteger(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
