import { checkMembers, memberFinder } from "./check-members";
import { malformed, mistypedMember, within } from "./input-fault";
import { kindOf } from "./scalar-text";
import { membersOf, timestampFormatOf, type Member, type Shape } from "./schema";
import { readTimestamp, writeTimestamp } from "./timestamps";

/** JSON text to a plain value. An empty body is an empty object, as AWS takes it. */
export function parseJson(body: Uint8Array): unknown {
  if (body.byteLength === 0) return {};
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    throw malformed("The body is not JSON.");
  }
}

/** A JSON value as the SDK would have it: base64 decoded, timestamps as Date. `only` leaves out members bound elsewhere. */
export function readJson(shape: Shape, value: unknown, path = "", only = membersOf(shape)): unknown {
  if (shape.isDocumentSchema()) return value;
  if (shape.isStructSchema()) return readStructure(shape, value, path, only);
  if (shape.isListSchema()) {
    if (!Array.isArray(value)) throw mistypedMember(path, "a list", value);
    const sparse = isSparse(shape);
    return value.map((item: unknown, index) => {
      const at = within(path, index);
      if (item === null && !sparse) throw mistypedMember(at, "a value", item);
      return item === null ? null : readJson(shape.getValueSchema(), item, at);
    });
  }
  if (shape.isMapSchema()) {
    const entries = Object.entries(objectOf(value, path)).filter(([, item]) => item !== null || isSparse(shape));
    const readItem = (key: string, item: unknown) =>
      item === null ? null : readJson(shape.getValueSchema(), item, within(path, key));
    return Object.fromEntries(entries.map(([key, item]) => [key, readItem(key, item)]));
  }
  return readScalar(shape, value, path);
}

function readStructure(shape: Shape, value: unknown, path: string, members: readonly Member[]): unknown {
  const find = memberFinder(members, jsonName);
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(objectOf(value, path))) {
    if (item === null || (shape.isUnionSchema() && key === "__type")) continue;
    const member = find(key, path);
    result[member.name] = readJson(member.shape, item, within(path, key));
  }
  if (members.length === membersOf(shape).length) checkMembers(shape, result, path);
  return result;
}

function readScalar(shape: Shape, value: unknown, path: string): unknown {
  if (shape.isStringSchema() && typeof value === "string") return value;
  if (shape.isBooleanSchema() && typeof value === "boolean") return value;
  if (shape.isNumericSchema()) {
    if (typeof value === "number") return value;
    if (typeof value === "string" && ["NaN", "Infinity", "-Infinity"].includes(value)) return Number(value);
  }
  if (shape.isBigIntegerSchema() && typeof value === "number") return BigInt(value);
  if (shape.isBlobSchema() && typeof value === "string") return Buffer.from(value, "base64");
  if (shape.isTimestampSchema()) {
    const date = readTimestamp(value, timestampFormatOf(shape, "epoch-seconds"));
    if (date) return date;
  }
  throw mistypedMember(path, `a ${kindOf(shape)}`, value);
}

/** What a handler gave, as JSON. Refuses what AWS's model does not have, so that a wrong answer never leaves the house. */
export function writeJson(shape: Shape, value: unknown, path = "", only = membersOf(shape)): unknown {
  if (shape.isDocumentSchema()) return value;
  if (shape.isStructSchema()) {
    const object = objectOf(value, path);
    const find = memberFinder(only, ({ name }) => name);
    const given = Object.entries(object).filter(([, item]) => item !== undefined);
    if (only.length === membersOf(shape).length) checkMembers(shape, object, path);
    return Object.fromEntries(
      given.map(([key, item]) => {
        const member = find(key, path);
        return [jsonName(member), writeJson(member.shape, item, within(path, key))];
      }),
    );
  }
  if (shape.isListSchema()) {
    if (!Array.isArray(value)) throw mistypedMember(path, "a list", value);
    return value.map((item: unknown, index) =>
      item === null ? null : writeJson(shape.getValueSchema(), item, within(path, index)),
    );
  }
  if (shape.isMapSchema()) {
    const entries = Object.entries(objectOf(value, path)).filter(([, item]) => item !== undefined);
    return Object.fromEntries(
      entries.map(([key, item]) => [
        key,
        item === null ? null : writeJson(shape.getValueSchema(), item, within(path, key)),
      ]),
    );
  }
  return writeScalar(shape, value, path);
}

function writeScalar(shape: Shape, value: unknown, path: string): unknown {
  if (shape.isTimestampSchema() && value instanceof Date)
    return writeTimestamp(value, timestampFormatOf(shape, "epoch-seconds"));
  if (shape.isBlobSchema() && value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (shape.isStringSchema() && typeof value === "string") return value;
  if (shape.isBooleanSchema() && typeof value === "boolean") return value;
  if (shape.isNumericSchema() && typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (shape.isBigIntegerSchema() && typeof value === "bigint") return Number(value);
  throw mistypedMember(path, `a ${kindOf(shape)}`, value);
}

const jsonName = ({ name, traits }: Member): string => traits.jsonName ?? name;
const isSparse = (shape: Shape): boolean => shape.getMergedTraits().sparse === 1;

function objectOf(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw mistypedMember(path, "an object", value);
  return value as Record<string, unknown>;
}
