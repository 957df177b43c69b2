import type { WireRequest } from "../protocol/wire";

/** Every request to the control has it: a page of another site cannot send it unasked, and nobody here says yes. */
export const controlHeader = "x-chargeback-control";

/** Why a request to the control must not be answered, beside what keeps pages out everywhere; undefined for one that may. */
export function refusalOf({ headers }: Pick<WireRequest, "headers">): string | undefined {
  if (headers["host"] === undefined) return "The Host header is missing.";
  return headers[controlHeader] === undefined ? `The header ${controlHeader} is missing.` : undefined;
}
