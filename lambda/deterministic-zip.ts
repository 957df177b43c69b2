import { zipSync } from "fflate";

/**
 * The earliest time that a zip can hold. The format knows local time only, and fflate writes the local fields of the
 * date it gets: built from local fields, they are the same in every time zone. Noon exists on that day everywhere.
 */
const modifiedAt = new Date(1980, 0, 1, 12, 0, 0);

const unix = 3;
const readableByAll = 0o100644 << 16;

/** Zips files in the order of their names; the bytes depend on names and contents alone. */
export function deterministicZip(files: Record<string, Uint8Array>): Uint8Array {
  const ordered = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(ordered), { level: 9, mtime: modifiedAt, os: unix, attrs: readableByAll });
}
