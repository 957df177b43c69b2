import type { WireRequest } from "../protocol/wire";

/** Every request to the control has it. A page of another site cannot send it unasked, and nobody here says yes. */
export const controlHeader = "x-chargeback-control";

/**
 * Why a request must not be answered; undefined for one that may. A browser has to be kept out: any page that is open
 * in it can call loopback, and a name of its own can be made to lead here (DNS rebinding).
 */
export function refusalOf({ headers }: Pick<WireRequest, "headers">): string | undefined {
  const host = headers["host"] ?? "";
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host))
    return `The Host header is "${host}", and only loopback is answered.`;
  if (headers["origin"] !== undefined || headers["sec-fetch-site"] !== undefined)
    return "A page in a browser may not control local AWS.";
  return headers[controlHeader] === undefined ? `The header ${controlHeader} is missing.` : undefined;
}
