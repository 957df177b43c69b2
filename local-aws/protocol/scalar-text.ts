import { mistypedMember } from "./input-fault";
import { timestampFormatOf, type Shape, type TimestampFormat } from "./schema";
import { readTimestamp, writeTimestamp } from "./timestamps";

/** A simple value from text: a header, a query parameter, a label, a form field or an XML text. */
export function readText(shape: Shape, text: string, path: string, timestamps: TimestampFormat): unknown {
  if (shape.isStringSchema()) return text;
  if (shape.isBooleanSchema()) return readBoolean(text, path);
  if (shape.isNumericSchema()) return readNumber(text, path);
  if (shape.isBigIntegerSchema()) return BigInt(text);
  if (shape.isBlobSchema()) return Buffer.from(text, "base64");
  if (shape.isTimestampSchema()) {
    const date = readTimestamp(text, timestampFormatOf(shape, timestamps));
    if (!date) throw mistypedMember(path, "a timestamp", text);
    return date;
  }
  throw mistypedMember(path, "a structure, list or map", text);
}

/** A simple value as text. */
export function writeText(shape: Shape, value: unknown, path: string, timestamps: TimestampFormat): string {
  if (shape.isTimestampSchema() && value instanceof Date)
    return String(writeTimestamp(value, timestampFormatOf(shape, timestamps)));
  if (shape.isBlobSchema() && value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (shape.isStringSchema() && typeof value === "string") return value;
  if (shape.isBooleanSchema() && typeof value === "boolean") return String(value);
  if (shape.isNumericSchema() && typeof value === "number") return String(value);
  if (shape.isBigIntegerSchema() && typeof value === "bigint") return String(value);
  throw mistypedMember(path, `a ${kindOf(shape)}`, value);
}

/** The type of a simple shape in words. */
export function kindOf(shape: Shape): string {
  if (shape.isStringSchema()) return "string";
  if (shape.isBooleanSchema()) return "boolean";
  if (shape.isTimestampSchema()) return "timestamp";
  return shape.isBlobSchema() ? "blob" : "number";
}

function readBoolean(text: string, path: string): boolean {
  // S3 is asked with `True` by some clients.
  const lower = text.toLowerCase();
  if (lower !== "true" && lower !== "false") throw mistypedMember(path, "true or false", text);
  return lower === "true";
}

function readNumber(text: string, path: string): number {
  const number = Number(text);
  if (text.trim() === "" || (Number.isNaN(number) && text !== "NaN")) throw mistypedMember(path, "a number", text);
  return number;
}
