import { EventStreamCodec } from "@smithy/core/event-streams";
import { fromUtf8, toUtf8 } from "@smithy/core/serde";
import type { MessageHeaders } from "@smithy/types";
import { writeJson } from "./json";
import { writeText } from "./scalar-text";
import { membersOf, type Shape } from "./schema";

const codec = new EventStreamCodec(toUtf8, fromUtf8);

/**
 * The events of a union as AWS's binary messages. An error that is thrown while they are made becomes the exception of
 * that name in the union, which ends the stream.
 * @see https://smithy.io/2.0/aws/amazon-eventstream.html
 */
export async function* writeEvents(union: Shape, events: AsyncIterable<object>): AsyncIterable<Uint8Array> {
  try {
    for await (const event of events)
      for (const [name, value] of Object.entries(event)) yield writeEvent(union, name, value as object);
  } catch (error) {
    const thrown = error instanceof Error ? error : new Error(String(error));
    const member = membersOf(union).find(({ shape }) => shape.getName() === thrown.name);
    if (!member) throw thrown;
    const headers = { ":message-type": text("exception"), ":exception-type": text(member.name) };
    yield encode(
      { ...headers, ":content-type": text("application/json") },
      Buffer.from(JSON.stringify({ message: thrown.message })),
    );
  }
}

function writeEvent(union: Shape, name: string, event: object): Uint8Array {
  const member = membersOf(union).find((each) => each.name === name);
  if (!member) throw new Error(`${union.getName() ?? "The stream"} has no event "${name}".`);
  const given = event as Readonly<Record<string, unknown>>;
  const members = membersOf(member.shape);
  const headers: MessageHeaders = { ":message-type": text("event"), ":event-type": text(name) };
  for (const { name: key, shape, traits } of members)
    if (traits.eventHeader && given[key] !== undefined)
      headers[key] = text(writeText(shape, given[key], key, "date-time"));
  const payload = members.find(({ traits }) => traits.eventPayload);
  if (payload?.shape.isBlobSchema()) {
    const body = given[payload.name] as Uint8Array;
    return encode({ ...headers, ":content-type": text("application/octet-stream") }, body);
  }
  const inBody = payload ? payload.shape : member.shape;
  const value = payload ? given[payload.name] : given;
  const only = payload ? membersOf(inBody) : members.filter(({ traits }) => !traits.eventHeader);
  const json = JSON.stringify(writeJson(inBody, value, name, only));
  return encode({ ...headers, ":content-type": text("application/json") }, Buffer.from(json));
}

const text = (value: string) => ({ type: "string" as const, value });
const encode = (headers: MessageHeaders, body: Uint8Array): Uint8Array => codec.encode({ headers, body });
