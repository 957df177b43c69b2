import type { Lifecycle, ModelEntry } from "./model-entry";

/**
 * Where the model stands on the day of `on` (UTC). Border days count: on `legacySince` it is legacy, on `endOfLife`
 * retired, since AWS stops a model "on, or soon after" that date.
 */
export function lifecycle(entry: ModelEntry, on: Date): Lifecycle {
  // ISO dates of equal form sort as text, so no clock zone can move a border.
  const day = on.toISOString().slice(0, 10);
  if (entry.endOfLife === undefined)
    return entry.legacySince !== undefined && day >= entry.legacySince ? "legacy" : "active";
  if (day >= entry.endOfLife) return "retired";
  // AWS announces an end of life when a model becomes Legacy: a row with that date alone has been Legacy since it was read.
  return entry.legacySince === undefined || day >= entry.legacySince ? "legacy" : "active";
}
