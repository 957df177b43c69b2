import type * as sdk from "@aws-sdk/client-budgets";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { ledgerSlice, type MeteredEntry } from "../../ledger/ledger";
import { activatedTags } from "../cost-explorer";
import { type Budget, invalid } from "./state";

belief(
  "Budgets",
  "A tag filter is user:KEY$VALUE; without user: it matches nothing, and only an activated key's spend is counted.",
  sourced("https://github.com/hashicorp/terraform-provider-aws/issues/40987"),
);
belief(
  "Budgets",
  "Spend must meet one value of every filter.",
  sourced("https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create-filters.html"),
);
belief(
  "Budgets",
  "There is a forecast after five weeks of spend.",
  sourced("https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-best-practices.html"),
);
belief(
  "Budgets",
  "A forecast is what has been spent in the period, for as long as the period still takes.",
  assumed("AWS does not say how it forecasts"),
);

type SpendContext = Pick<Context, "state" | "clock">;

export interface Spend {
  readonly actualUsd: number;
  /** Undefined before there is enough history. */
  readonly forecastUsd: number | undefined;
}

const forecastHistoryMs = 35 * 86_400_000;

/** What a budget counts in the period of now. */
export function spendOf(budget: Budget, context: SpendContext): Spend {
  const now = context.clock.now().getTime();
  const counted = context.state(ledgerSlice).entries.filter((entry) => counts(budget, entry, context));
  const { start, end } = periodOf(budget.timeUnit, context.clock.now());
  const since = Math.max(start, Date.parse(budget.start));
  const until = Math.min(end, Date.parse(budget.end));
  const within = counted.filter(({ at }) => Date.parse(at) >= since && Date.parse(at) < until);
  const actualUsd = within.reduce((sum, { amountUsd }) => sum + amountUsd, 0);
  const oldest = counted[0] ? Date.parse(counted[0].at) : now;
  const share = (now - start) / (end - start);
  return { actualUsd, forecastUsd: now - oldest < forecastHistoryMs ? undefined : actualUsd / share };
}

/** The values of a line by the names of filters. */
function valuesOf(entry: MeteredEntry, context: SpendContext, accountId: string): Record<string, string[]> {
  return {
    TagKeyValue: [...activatedTags(entry, context)].map(([key, value]) => `user:${key}$${value}`),
    Service: [entry.service],
    UsageType: [entry.usageType],
    Operation: [entry.operation],
    Region: [entry.region],
    LinkedAccount: [accountId],
  };
}

function counts({ filters, accountId }: Budget, entry: MeteredEntry, context: SpendContext): boolean {
  const given = valuesOf(entry, context, accountId);
  return Object.entries(filters).every(([name, wanted]) => given[name]?.some((value) => wanted.includes(value)));
}

const filterNames = ["TagKeyValue", "Service", "UsageType", "Operation", "Region", "LinkedAccount"];

/** @throws InvalidParameterException for a filter that is none, or is none here */
export function checkFilters(filters: Readonly<Record<string, readonly string[]>>): void {
  const wrong = Object.keys(filters).find((name) => !filterNames.includes(name));
  if (wrong !== undefined) throw invalid(`Local AWS has no cost filter ${wrong}, but: ${filterNames.join(", ")}.`);
}

/** The calendar's day, month, quarter or year of a time, in UTC: from `start`, to before `end`. */
export function periodOf(unit: sdk.TimeUnit, time: Date): { readonly start: number; readonly end: number } {
  const [year, month, day] = [time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()];
  if (unit === "DAILY") return { start: Date.UTC(year, month, day), end: Date.UTC(year, month, day + 1) };
  const months = unit === "ANNUALLY" ? 12 : unit === "QUARTERLY" ? 3 : 1;
  const first = month - (month % months);
  return { start: Date.UTC(year, first), end: Date.UTC(year, first + months) };
}
