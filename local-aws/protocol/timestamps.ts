import type { TimestampFormat } from "./schema";

/** A point in time as its place on the wire writes it. JSON has epoch seconds as a number, with milliseconds. */
export function writeTimestamp(date: Date, format: TimestampFormat): string | number {
  if (format === "epoch-seconds") return date.getTime() / 1000;
  return format === "http-date" ? date.toUTCString() : date.toISOString();
}

/** Undefined where the text or number is no time of this format. */
export function readTimestamp(value: unknown, format: TimestampFormat): Date | undefined {
  const date = format === "epoch-seconds" ? fromSeconds(value) : fromText(value);
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}

function fromSeconds(value: unknown): Date | undefined {
  if (value === "" || (typeof value !== "number" && typeof value !== "string")) return undefined;
  return new Date(Math.round(Number(value) * 1000));
}

const fromText = (value: unknown): Date | undefined => (typeof value === "string" ? new Date(value) : undefined);
