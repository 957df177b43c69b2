import type { Context } from "../context";
import type { WireRequest, WireResponse } from "../protocol/wire";
import type { Answer } from "./answer";

/** Plain HTTP beside AWS's own APIs on the same port, such as a deployed REST API that clients call with a key. */
export interface Door {
  /** In the request log. */
  readonly name: string;
  readonly opens: (request: WireRequest) => boolean;
  /** Whether pages in a browser may call it. @default false */
  readonly forPages?: boolean;
  readonly answer: (request: WireRequest, context: Context) => Promise<WireResponse>;
}

/** What a door answers; its own fault is a 500 that says so, never a connection that ends without a word. */
export async function answerAtDoor(door: Door, request: WireRequest, context: Context): Promise<Answer> {
  const named = { service: door.name, operation: request.method };
  try {
    return { ...named, response: await door.answer(request, context) };
  } catch (error) {
    const message = `Fault of local AWS itself: ${error instanceof Error ? error.message : String(error)}`;
    const headers = { "content-type": "application/json" };
    return { ...named, code: "InternalFailure", response: { status: 500, headers, body: JSON.stringify({ message }) } };
  }
}
