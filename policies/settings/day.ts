const form = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 24 * 60 * 60 * 1000;

/** Days are compared as text, YYYY-MM-DD in UTC, so that a waiver ends everywhere at the same moment. */
export function dayOf(time: Date, daysLater = 0): string {
  return new Date(time.getTime() + daysLater * dayMs).toISOString().slice(0, 10);
}

/** Is it a day of the calendar? JavaScript reads the 30th of February as a day in March. */
export function isDay(text: string): boolean {
  if (!form.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && dayOf(time) === text;
}
