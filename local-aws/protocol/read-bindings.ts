import { type BodyCodec, isInBody } from "./body-codec";
import { checkMembers } from "./check-members";
import { unknownMember } from "./input-fault";
import { readText } from "./scalar-text";
import { membersOf, timestampFormatOf, type Member, type Shape } from "./schema";
import type { Match, WireRequest } from "./wire";

/** Query parameters that no model has: the SDK's hint and a presigned address's signature. */
const unbound = (name: string): boolean => name === "x-id" || name.toLowerCase().startsWith("x-amz-");

/** The input of an operation from path, query, headers and body. */
export function readBindings({ operation, labels }: Match, request: WireRequest, codec: BodyCodec): unknown {
  const { input, http } = operation;
  const members = membersOf(input);
  const result: Record<string, unknown> = {};
  const fixed = new Set(new URLSearchParams(http?.uri.split("?")[1]).keys());
  const bound = new Set(members.flatMap(({ traits }) => traits.httpQuery ?? []));
  const free = [...new Set(request.query.keys())].filter((key) => !fixed.has(key) && !bound.has(key) && !unbound(key));
  if (free[0] !== undefined && !members.some(({ traits }) => traits.httpQueryParams)) throw unknownMember(free[0]);
  for (const member of members) {
    const value = readBound(member, request, labels, free);
    if (value !== undefined) result[member.name] = value;
  }
  const payload = members.find(({ traits }) => traits.httpPayload);
  const inBody = members.filter((member) => isInBody(member, true));
  if (payload) {
    const value = readPayload(payload, request.body, codec);
    if (value !== undefined) result[payload.name] = value;
  } else if (inBody.length > 0 && request.body.byteLength > 0) {
    Object.assign(result, codec.read(input, request.body, inBody));
  }
  checkMembers(input, result, "");
  return result;
}

function readBound({ name, shape, traits }: Member, request: WireRequest, labels: Match["labels"], free: string[]) {
  const label = labels[name];
  if (traits.httpLabel) return label === undefined ? undefined : readText(shape, label, name, "date-time");
  if (traits.httpQuery !== undefined) {
    const given = request.query.getAll(traits.httpQuery);
    if (shape.isListSchema() && given.length > 0)
      return given.map((text) => readText(shape.getValueSchema(), text, name, "date-time"));
    return given[0] === undefined ? undefined : readText(shape, given[0], name, "date-time");
  }
  if (traits.httpQueryParams) return readQueryParams(shape, request.query, free);
  if (traits.httpPrefixHeaders !== undefined) return readPrefixed(traits.httpPrefixHeaders.toLowerCase(), request);
  if (traits.httpHeader === undefined) return undefined;
  const header = request.headers[traits.httpHeader.toLowerCase()];
  if (header === undefined) return undefined;
  if (!shape.isListSchema()) return readText(shape, header, name, "http-date");
  return splitHeader(shape, header).map((text) => readText(shape.getValueSchema(), text, name, "http-date"));
}

function readQueryParams(shape: Shape, query: URLSearchParams, free: string[]): object | undefined {
  if (free.length === 0) return undefined;
  const several = shape.getValueSchema().isListSchema();
  return Object.fromEntries(free.map((key) => [key, several ? query.getAll(key) : query.get(key)]));
}

function readPrefixed(prefix: string, { headers }: WireRequest): object | undefined {
  const found = Object.entries(headers).filter(([key]) => key.startsWith(prefix));
  return found.length > 0
    ? Object.fromEntries(found.map(([key, value]) => [key.slice(prefix.length), value]))
    : undefined;
}

/** A comma parts values; the one in an http-date does not. */
function splitHeader(list: Shape, header: string): readonly string[] {
  const item = list.getValueSchema();
  if (item.isTimestampSchema() && timestampFormatOf(item, "http-date") === "http-date")
    return header.split(/(?<=GMT)\s*,\s*/);
  return [...header.matchAll(/\s*"((?:[^"\\]|\\.)*)"|[^,]+/g)].map(([text, quoted]) =>
    quoted === undefined ? text.trim() : quoted.replace(/\\(.)/g, "$1"),
  );
}

function readPayload({ shape, traits }: Member, body: Uint8Array, codec: BodyCodec): unknown {
  if (shape.isBlobSchema()) return body.byteLength > 0 || traits.streaming ? body : undefined;
  if (body.byteLength === 0) return undefined;
  return shape.isStringSchema() ? Buffer.from(body).toString("utf8") : codec.read(shape, body, membersOf(shape));
}
