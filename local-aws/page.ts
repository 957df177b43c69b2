import { AwsError } from "./protocol/aws-error";

export interface PageAsked {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly nextToken?: string;
}

/** One page of a list, as AWS's JSON services give it. The token says where to go on. */
export function page<T>(all: readonly T[], { maxResults = all.length, nextToken = "0" }: PageAsked): Page<T> {
  const from = Number(nextToken);
  if (!Number.isInteger(from) || from < 0)
    throw new AwsError("ValidationException", 400, "The nextToken is not valid.");
  const end = from + maxResults;
  return { items: all.slice(from, end), ...(end < all.length && { nextToken: String(end) }) };
}
