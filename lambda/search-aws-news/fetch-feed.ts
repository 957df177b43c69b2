import { isNativeError } from "node:util/types";
import { describeError } from "../log-line";
import type { FeedFailure, FeedResult } from "./feed-failure";
import type { FeedSettings } from "./settings";

/** Fetches the feed's text within its limits. */
export type FetchFeed = (settings: FeedSettings) => Promise<FeedResult<string>>;

const maxRedirects = 3;
const headers = { accept: "application/rss+xml, application/xml, text/xml", "user-agent": "search-aws-news" };

/** One time limit covers everything: all redirects, the headers and the last byte of the body. */
export const fetchFeed: FetchFeed = async (settings) => {
  const signal = AbortSignal.timeout(settings.timeoutMs);
  try {
    const response = await followRedirects(settings.feedUrl, signal);
    return "failure" in response
      ? { ok: false, failure: response.failure }
      : await readBody(response.body, settings.maxBytes);
  } catch (error) {
    if (signal.aborted) return { ok: false, failure: { kind: "timeout", timeoutMs: settings.timeoutMs } };
    return { ok: false, failure: { kind: "unreachable", detail: networkDetail(error) } };
  }
};

async function followRedirects(
  feedUrl: string,
  signal: AbortSignal,
): Promise<{ body: Response } | { failure: FeedFailure }> {
  const start = new URL(feedUrl);
  let url = start;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const refusal = refusalOf(url, start);
    if (refusal !== undefined) return { failure: { kind: "address-refused", detail: refusal } };
    const response = await fetch(url, { headers, redirect: "manual", signal });
    if (response.ok) return { body: response };
    // An unread body would keep the socket busy for the container's life.
    await response.body?.cancel();
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) {
      return { failure: { kind: "http-status", status: response.status } };
    }
    url = new URL(location, url);
  }
  return { failure: { kind: "address-refused", detail: `more than ${maxRedirects} redirects` } };
}

function refusalOf(url: URL, start: URL): string | undefined {
  const family = start.hostname.replace(/^www\./, "");
  if (url.hostname !== family && !url.hostname.endsWith(`.${family}`)) return `${url.hostname} is not of ${family}`;
  // Plain HTTP never leaves the machine: it is there for an AWS that is emulated on loopback.
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    return `${url.protocol}//${url.hostname} is not HTTPS`;
  }
  return undefined;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Counts bytes as they arrive, after decompression: a small gzip body can unpack to gigabytes. */
async function readBody(response: Response, maxBytes: number): Promise<FeedResult<string>> {
  const tooLarge: FeedResult<string> = { ok: false, failure: { kind: "too-large", maxBytes } };
  if (Number(response.headers.get("content-length") ?? 0) > maxBytes) {
    await response.body?.cancel();
    return tooLarge;
  }
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let bytes = 0;
  let text = "";
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > maxBytes) {
      await reader?.cancel();
      return tooLarge;
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return { ok: true, value: text + decoder.decode() };
}

/** fetch says "fetch failed"; what failed is in its cause. */
function networkDetail(error: unknown): string {
  const { errorMessage } = describeError(error);
  const cause = isNativeError(error) ? error.cause : undefined;
  return cause === undefined ? errorMessage : `${errorMessage}: ${describeError(cause).errorMessage}`;
}
