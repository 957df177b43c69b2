import type { WireRequest } from "../protocol/wire";
import type { Answer } from "./answer";

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * Why a request must not be answered, when a page in a browser may have sent it: any page that is open can call
 * loopback, and a name of its own can be made to lead here (DNS rebinding). Whoever gets in runs code, as functions.
 */
export function pageRefusal({ headers }: Pick<WireRequest, "headers">): string | undefined {
  const { host, origin, "sec-fetch-site": site = "none" } = headers;
  // HTTP/2 has no such header, and no browser speaks it without TLS.
  if (host !== undefined && !loopback.test(host)) return `The Host header is "${host}", and only loopback is answered.`;
  // "none" is a person who typed the address.
  return origin !== undefined || site !== "none" ? "Pages in a browser are not answered." : undefined;
}

/** The answer to a page, and its line in the log. */
export const refuse = ({ method, path }: WireRequest, message: string): Answer => ({
  service: "Refused",
  operation: `${method} ${path}`,
  code: "Forbidden",
  response: { status: 403, headers: { "content-type": "application/json" }, body: JSON.stringify({ message }) },
});
