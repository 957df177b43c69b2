import { assumed, belief } from "../../../belief";
import type { UsagePlan } from "../state";

belief(
  "API Gateway",
  "A quota begins anew at midnight UTC, of the day, of Sunday, or of the month's first.",
  assumed("AWS documents the periods, not their hour"),
);

const dayMs = 24 * 60 * 60 * 1000;

/** Counts a request of a key towards its plan's quota; false, and not counted, when that is used up. */
export function countInQuota({ settings: { quota }, used }: UsagePlan, keyId: string, now: Date): boolean {
  if (quota?.limit === undefined) return true;
  const period = periodOf(now, quota.period);
  const before = used[keyId]?.period === period ? used[keyId].count : (quota.offset ?? 0);
  if (before >= quota.limit) return false;
  used[keyId] = { period, count: before + 1 };
  return true;
}

/** The first day of the period. */
function periodOf(now: Date, period = "DAY"): string {
  const day = now.toISOString().slice(0, 10);
  if (period === "MONTH") return `${day.slice(0, 7)}-01`;
  if (period === "DAY") return day;
  return new Date(now.getTime() - now.getUTCDay() * dayMs).toISOString().slice(0, 10);
}
