import type { IncomingMessage } from "node:http";
import type { Http2ServerRequest } from "node:http2";
import { malformed } from "../protocol/input-fault";
import type { WireRequest } from "../protocol/wire";
import { decodeAwsChunked } from "./aws-chunked";

/** A request with its whole body; aws-chunked bodies are decoded, and their trailer stands among the headers. */
export async function readRequest(message: IncomingMessage | Http2ServerRequest): Promise<WireRequest> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const headers = headersOf(message);
  const [path, query] = splitOnce(message.url ?? "/", "?");
  const request = { method: message.method ?? "GET", path, query: new URLSearchParams(query) };
  if (!isAwsChunked(headers)) return { ...request, headers, body };
  const decoded = decodeAwsChunked(body);
  if (!decoded) throw malformed("The aws-chunked body is cut short.");
  const encoding = (headers["content-encoding"] ?? "").replace(/aws-chunked,?\s*/, "");
  const plain: Record<string, string> = {
    ...headers,
    ...decoded.trailer,
    "content-length": String(decoded.content.length),
  };
  const { "content-encoding": coded, ...others } = plain;
  const kept = coded === undefined || encoding === "" ? others : { ...others, "content-encoding": encoding };
  return { ...request, headers: kept, body: decoded.content };
}

const isAwsChunked = (headers: Readonly<Record<string, string>>): boolean =>
  (headers["content-encoding"]?.includes("aws-chunked") ?? false) ||
  (headers["x-amz-content-sha256"]?.startsWith("STREAMING-") ?? false);

/** HTTP/2 has its method and path among the headers, with a colon before their names. */
function headersOf(message: IncomingMessage | Http2ServerRequest): Record<string, string> {
  const given = Object.entries(message.headers).filter(([name]) => !name.startsWith(":"));
  return Object.fromEntries(
    given.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}

function splitOnce(text: string, sign: string): readonly [string, string] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
