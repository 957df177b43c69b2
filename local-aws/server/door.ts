import type { Context } from "../context";
import type { WireRequest, WireResponse } from "../protocol/wire";

/** Plain HTTP beside AWS's own APIs on the same port, such as a deployed REST API that clients call with a key. */
export interface Door {
  /** In the request log. */
  readonly name: string;
  readonly opens: (request: WireRequest) => boolean;
  readonly answer: (request: WireRequest, context: Context) => Promise<WireResponse>;
}
