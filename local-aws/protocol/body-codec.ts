import type { Member, Shape } from "./schema";

/** How the members that are bound to the body stand in it. */
export interface BodyCodec {
  readonly contentType: string;
  /** `only`: the members that are in the body. */
  readonly read: (shape: Shape, body: Uint8Array, only: readonly Member[]) => unknown;
  readonly write: (shape: Shape, value: unknown, only: readonly Member[]) => string;
}

/** Whether a member stands in the body. In an answer the traits of path and query mean nothing. */
export function isInBody({ traits }: Member, isRequest: boolean): boolean {
  const { httpHeader, httpPrefixHeaders, httpPayload, httpResponseCode, httpLabel, httpQuery, httpQueryParams } =
    traits;
  const outside = httpHeader ?? httpPrefixHeaders ?? httpPayload ?? httpResponseCode;
  return outside === undefined && (!isRequest || (httpLabel ?? httpQuery ?? httpQueryParams) === undefined);
}
