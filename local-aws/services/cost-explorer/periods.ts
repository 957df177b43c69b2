import { invalid } from "./filter";

/** From `start`, to before `end`: days as `2026-11-01`. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

const dayMs = 86_400_000;

/** The days or calendar months of a span of time, the first and last of which may be cut short. @throws ValidationException */
export function periodsOf(start: string, end: string, granularity: string): Period[] {
  for (const day of [start, end])
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
      throw invalid(`Start and end are days such as 2026-11-01, not ${day}.`);
  if (start >= end) throw invalid("Start date (and hour) should be before end date (and hour)");
  if (!["DAILY", "MONTHLY"].includes(granularity)) throw invalid(`Local AWS has no ${granularity} costs.`);
  const periods: Period[] = [];
  for (let from = start; from < end;) {
    const next = granularity === "DAILY" ? dayAfter(from) : monthAfter(from);
    const to = next < end ? next : end;
    periods.push({ start: from, end: to });
    from = to;
  }
  return periods;
}

const dayAfter = (day: string): string => dayOf(Date.parse(day) + dayMs);

function monthAfter(day: string): string {
  const date = new Date(day);
  return dayOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1));
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
