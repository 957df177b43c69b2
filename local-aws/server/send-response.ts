import type { ServerResponse } from "node:http";
import type { Http2ServerResponse } from "node:http2";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { WireResponse } from "../protocol/wire";

/** Sends an answer; the body of a HEAD stays here, with its length told. */
export async function sendResponse(
  response: ServerResponse | Http2ServerResponse,
  { status, headers, body }: WireResponse,
  method: string,
): Promise<void> {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.statusCode = status;
  if (typeof body !== "string" && !(body instanceof Uint8Array)) {
    await pipeline(Readable.from(body), response as NodeJS.WritableStream);
    return;
  }
  const bytes = Buffer.from(body as string);
  const bodiless = status === 204 || status === 304;
  if (!bodiless && !response.hasHeader("content-length")) response.setHeader("content-length", bytes.length);
  await new Promise<void>((resolve) => {
    if (method === "HEAD" || bodiless) response.end(resolve);
    else response.end(bytes, resolve);
  });
}
