import type { Blobs } from "./store/blobs";
import type { Clock } from "./clock";
import type { LiveParts } from "./live";
import type { Principal } from "./principals";
import type { Slice } from "./slice";

/** What a handler knows beside its input. */
export interface Context {
  readonly accountId: string;
  /** Of the request, by its signature's scope. */
  readonly region: string;
  readonly partition: string;
  readonly requestId: string;
  /** `http://127.0.0.1:4566`, for addresses in answers. */
  readonly endpoint: string;
  /** Who calls, by the access key. */
  readonly caller: Principal;
  readonly clock: Clock;
  /** A new id: `id(10, "upper")` is 10 of A-Z and 0-9. */
  readonly id: NewId;
  /** A slice of the state, to read and to change in place; what is changed is kept. */
  readonly state: <T>(slice: Slice<T>) => T;
  /** Bytes too large for the state, as files: zips, objects. */
  readonly blobs: Blobs;
  /** What runs beside the server and ends with it. */
  readonly live: LiveParts["of"];
  /** The request's own headers, in lower case, for what no model has. */
  readonly headers: Readonly<Record<string, string>>;
}

export type NewId = (length: number, alphabet?: IdAlphabet) => string;
export type IdAlphabet = "upper" | "lower" | "hex";
