import type { InputFault } from "./input-fault";
import { writeJson } from "./json";
import { membersOf } from "./schema";
import type { Fault } from "./wire";

/** How the JSON protocols name a request that does not fit the model. */
export function jsonFault({ kind, message }: InputFault): Fault {
  const code = kind === "missing" ? "ValidationException" : "SerializationException";
  return { code, queryCode: code, status: 400, message, members: {} };
}

/** The members of an error in its body; those in headers are left out. */
export function writeJsonMembers({ shape, members, message }: Fault): object {
  if (!shape) return { ...members, message };
  const inBody = membersOf(shape).filter(({ traits }) => traits.httpHeader === undefined);
  const given = Object.fromEntries(inBody.map(({ name }) => [name, members[name]]));
  return { message, ...(writeJson(shape, given, "", inBody) as object) };
}
