import { type BodyCodec, isInBody } from "./body-codec";
import { checkMembers } from "./check-members";
import { writeEvents } from "./event-stream";
import { unknownMember } from "./input-fault";
import { writeText } from "./scalar-text";
import { membersOf, type Member, type Operation } from "./schema";
import type { WireResponse } from "./wire";

/** The answer of an operation: status, headers and body. */
export function writeBindings({ output, http }: Operation, value: unknown, codec: BodyCodec): WireResponse {
  const members = membersOf(output);
  const given = (value ?? {}) as Readonly<Record<string, unknown>>;
  const stray = Object.keys(given).find((key) => !members.some(({ name }) => name === key));
  if (stray !== undefined) throw unknownMember(stray);
  checkMembers(output, given, "");
  const code = members.find(({ traits }) => traits.httpResponseCode);
  const status = (code && (given[code.name] as number | undefined)) ?? http?.status ?? 200;
  const headers = writeHeaders(members, given);
  const payload = members.find(({ traits }) => traits.httpPayload);
  if (payload) return { status, ...writePayload(payload, given[payload.name], headers, codec) };
  const inBody = members.filter((member) => isInBody(member, false));
  const type = { "content-type": codec.contentType };
  if (inBody.length === 0) return { status, headers, body: "" };
  const only = Object.fromEntries(inBody.map(({ name }) => [name, given[name]]));
  return { status, headers: { ...type, ...headers }, body: codec.write(output, only, inBody) };
}

/** The members of an answer or error that are bound to headers. */
export function writeHeaders(members: readonly Member[], given: Readonly<Record<string, unknown>>) {
  const headers: Record<string, string> = {};
  for (const { name, shape, traits } of members) {
    const value = given[name];
    if (value === undefined) continue;
    if (traits.httpPrefixHeaders !== undefined)
      for (const [key, text] of Object.entries(value as Record<string, string>))
        headers[`${traits.httpPrefixHeaders}${key}`.toLowerCase()] = text;
    if (traits.httpHeader === undefined) continue;
    const items = shape.isListSchema() ? (value as readonly unknown[]) : [value];
    const item = shape.isListSchema() ? shape.getValueSchema() : shape;
    headers[traits.httpHeader.toLowerCase()] = items.map((each) => writeText(item, each, name, "http-date")).join(", ");
  }
  return headers;
}

function writePayload({ shape, name }: Member, value: unknown, headers: Record<string, string>, codec: BodyCodec) {
  const typed = (type: string) => ({ "content-type": type, ...headers });
  if (value === undefined) return { headers, body: "" };
  if (shape.isStructSchema() && shape.isStreaming())
    return {
      headers: typed("application/vnd.amazon.eventstream"),
      body: writeEvents(shape, value as AsyncIterable<object>),
    };
  if (shape.isBlobSchema()) {
    const body = typeof value === "string" ? value : (value as Uint8Array);
    return { headers: typed("application/octet-stream"), body };
  }
  if (shape.isStringSchema()) return { headers: typed("text/plain"), body: writeText(shape, value, name, "date-time") };
  return { headers: typed(codec.contentType), body: codec.write(shape, value, membersOf(shape)) };
}
