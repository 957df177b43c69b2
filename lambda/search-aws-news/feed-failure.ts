/** Why there is no feed to search. */
export type FeedFailure =
  | { kind: "timeout"; timeoutMs: number }
  | { kind: "too-large"; maxBytes: number }
  | { kind: "http-status"; status: number }
  | { kind: "address-refused"; detail: string }
  | { kind: "unreachable"; detail: string }
  | { kind: "not-a-feed"; detail: string }
  | { kind: "doctype" }
  | { kind: "empty" };

/** Either the value, or the failure that took its place. */
export type FeedResult<T> = { ok: true; value: T } | { ok: false; failure: FeedFailure };

const advice =
  "Tell the user that the AWS news could not be searched just now and that asking again later may help. " +
  "Do not answer the question about announcements from memory.";

/** The failure in words that the agent can pass on. It names the cause, never an address, a header or a stack. */
export function explainFailure(failure: FeedFailure): string {
  return `The AWS What's New feed is not available: ${cause(failure)}. ${advice}`;
}

/** What is worth a log line; unlike the explanation it may name hosts and parser messages. */
export function failureDetail(failure: FeedFailure): string {
  return "detail" in failure ? `${cause(failure)} (${failure.detail})` : cause(failure);
}

function cause(failure: FeedFailure): string {
  switch (failure.kind) {
    case "timeout":
      return `it did not answer completely within ${failure.timeoutMs / 1000} seconds`;
    case "too-large":
      return `it is larger than the limit of ${failure.maxBytes} bytes`;
    case "http-status":
      return `its server answered with HTTP status ${failure.status}`;
    case "address-refused":
      return "its address, or one that it redirects to, is none that this function may read from";
    case "unreachable":
      return "its server could not be reached, or broke off the answer";
    case "not-a-feed":
      return "its server answered with something that is not an RSS feed";
    case "doctype":
      return "it carries a document type declaration, which this function refuses to read";
    case "empty":
      return "it holds no announcement that could be read";
  }
}
