import { Readable } from "node:stream";
import { isDeepStrictEqual } from "node:util";
import { HttpResponse } from "@smithy/core/transport";
import { isRoute, route } from "../../../local-aws/protocol/router";
import type { Operation } from "../../../local-aws/protocol/schema";
import type { WireRequest, WireResponse } from "../../../local-aws/protocol/wire";
import type { Service } from "../../../local-aws/service";
import { sampleValue } from "./sample-value";

type Json = Readonly<Record<string, unknown>>;
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}
interface SdkClient {
  readonly send: (command: unknown) => Promise<Json>;
}
type SdkModule = Readonly<Record<string, new (value: unknown) => SdkClient>>;

/**
 * Sends a value of every member through the SDK's own client to our decoder, and one back through our encoder to the
 * SDK. Gives what was lost on the way, in words; undefined where nothing was.
 */
export function roundTrips(service: Service) {
  let handle: (request: SdkRequest) => Promise<unknown> = () => Promise.reject(new Error("Nothing was asked."));
  const sdk = service.sdk as SdkModule;
  const client = clientOf(sdk, (request) => handle(request));
  return async ({ name, input, output }: Operation, only: "all" | "required"): Promise<string | undefined> => {
    let received: unknown;
    handle = async (request) => {
      const wireRequest = await toWireRequest(request);
      const found = route([service], wireRequest);
      if (!isRoute(found)) throw new Error(`is not routed: ${found.operation}`);
      if (found.match.operation.name !== name) throw new Error(`is routed to ${found.match.operation.name}`);
      received = found.protocol.read(found.match, wireRequest);
      const answered = found.protocol.write(found.match.operation, sampleValue(output, only), "request-1");
      return { response: toSdkResponse(answered) };
    };
    const Command = sdk[`${name}Command`];
    if (!Command) throw new Error(`${service.wire.name} has no ${name}Command.`);
    try {
      const result = await client.send(new Command(sampleValue(input, only)));
      const lost = difference("request", sampleValue(input, only), received);
      const answered = await withoutStreams(sampleValue(output, only) as Json);
      return lost ?? difference("answer", answered, await withoutStreams(result));
    } catch (error) {
      return error instanceof Error ? error.message.split("\n")[0] : String(error);
    }
  };
}

function clientOf(sdk: SdkModule, handle: (request: SdkRequest) => Promise<unknown>): SdkClient {
  const Client = Object.entries(sdk).find(([key]) => key.endsWith("Client") && key !== "__Client")?.[1];
  if (!Client) throw new Error("The SDK's module has no client.");
  return new Client({
    endpoint: "http://127.0.0.1:1",
    region: "us-east-1",
    credentials: { accessKeyId: "key", secretAccessKey: "secret" },
    maxAttempts: 1,
    forcePathStyle: true,
    disableHostPrefix: true,
    requestHandler: { handle },
  });
}

async function toWireRequest({ method, path, query = {}, headers, body = "" }: SdkRequest): Promise<WireRequest> {
  const parts: Buffer[] = [];
  if (body instanceof Readable) for await (const part of body) parts.push(Buffer.from(part as Uint8Array));
  else parts.push(Buffer.from(body as string));
  const pairs = Object.entries(query).flatMap(([key, value]) => [value ?? ""].flat().map((each) => [key, each]));
  const lower = Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value] as const);
  return {
    method,
    path,
    query: new URLSearchParams(pairs),
    headers: Object.fromEntries(lower),
    body: Buffer.concat(parts),
  };
}

function toSdkResponse({ status, headers, body }: WireResponse) {
  const chunks = typeof body === "string" || body instanceof Uint8Array ? [Buffer.from(body as string)] : body;
  return new HttpResponse({ statusCode: status, headers: { ...headers }, body: Readable.from(chunks) });
}

/** Streams read to their end: bytes, or a list of events. */
async function withoutStreams(result: Json): Promise<Json> {
  const entries = Object.entries(result).map(async ([key, value]) => {
    if (typeof value !== "object" || value === null) return [key, value];
    if (isSdkStream(value)) return [key, await value.transformToByteArray()];
    if (!(Symbol.asyncIterator in value)) return [key, value];
    const events: unknown[] = [];
    for await (const event of value as AsyncIterable<unknown>) events.push(event);
    return [key, events];
  });
  return Object.fromEntries((await Promise.all(entries)) as [string, unknown][]);
}

function isSdkStream(value: object): value is { transformToByteArray: () => Promise<Uint8Array> } {
  return "transformToByteArray" in value;
}

/** Where the value that was given is not in what came; what the SDK adds of its own, such as tokens, may be more. */
function difference(where: string, given: unknown, came: unknown, path = ""): string | undefined {
  if (given === undefined) return undefined;
  if (given instanceof Uint8Array && came instanceof Uint8Array)
    return Buffer.compare(Buffer.from(given), Buffer.from(came)) === 0 ? undefined : `${where} ${path}: other bytes`;
  // The SDK dresses JSON texts as a String with a method of its own.
  if (came instanceof String) return difference(where, given, String(came), path);
  if (!isObject(given) || !isObject(came))
    return isDeepStrictEqual(given, came) ? undefined : `${where} ${path}: ${show(given)} became ${show(came)}`;
  if (Array.isArray(given) && given.length !== (came as unknown as unknown[]).length) return `${where} ${path}: length`;
  for (const [key, value] of Object.entries(given)) {
    const found = difference(where, value, came[key], path === "" ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !(value instanceof Date) && !(value instanceof Uint8Array);
const show = (value: unknown) =>
  JSON.stringify(value, (_key, each: unknown) => (typeof each === "bigint" ? `${each}n` : each));
