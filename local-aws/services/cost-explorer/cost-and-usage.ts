import type * as sdk from "@aws-sdk/client-cost-explorer";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { ledgerSlice } from "../../ledger/ledger";
import type { Handlers } from "../../service";
import { dimensionOf, invalid, type Line, lineOf, meets } from "./filter";
import { type Period, periodsOf } from "./periods";

belief(
  "Cost Explorer",
  "A group by a tag is KEY$VALUE, and KEY$ for what is untagged; without groups there is a total.",
  sourced("https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html"),
);
belief(
  "Cost Explorer",
  "Usage quantities are added up whatever their units; those of several units have none.",
  sourced("https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_GetCostAndUsage.html"),
);
belief(
  "Cost Explorer",
  "Spend is seen at once, and tokens are used by the thousand.",
  assumed("AWS refreshes costs at least once every 24 hours"),
);

/** What was spent, by time, filter and group. */
export const costAndUsage = {
  GetCostAndUsage: ({ TimePeriod, Granularity, Filter, Metrics, GroupBy = [] }, context) => {
    if (GroupBy.length > 2) throw invalid("Number of group by's can not be more than 2");
    for (const name of Metrics) quantityOf([], name);
    const lines = linesMeeting(Filter, context);
    const today = context.clock.now().toISOString().slice(0, 10);
    return {
      ...(GroupBy.length > 0 && { GroupDefinitions: GroupBy }),
      ResultsByTime: periodsOf(TimePeriod.Start, TimePeriod.End, Granularity).map((period) => {
        const within = lines.filter((line) => isWithin(line, period));
        return {
          TimePeriod: { Start: period.start, End: period.end },
          Total: GroupBy.length === 0 ? measured(within, Metrics) : {},
          Groups: grouped(within, GroupBy, context).map(([Keys, members]) => ({
            ...{ Keys, Metrics: measured(members, Metrics) },
          })),
          Estimated: period.end > today,
        };
      }),
      DimensionValueAttributes: [],
    };
  },

  GetTags: ({ TimePeriod, TagKey, Filter }, context) => {
    const period = { start: TimePeriod.Start, end: TimePeriod.End };
    const lines = linesMeeting(Filter, context).filter((line) => isWithin(line, period));
    const all = lines.flatMap(({ tags }) => (TagKey === undefined ? [...tags.keys()] : [tags.get(TagKey) ?? ""]));
    const Tags = [...new Set(all)].sort();
    return { Tags, ReturnSize: Tags.length, TotalSize: Tags.length };
  },
} satisfies Handlers<typeof sdk>;

function linesMeeting(filter: sdk.Expression | undefined, context: Pick<Context, "state" | "accountId">): Line[] {
  const lines = context.state(ledgerSlice).entries.map((entry) => lineOf(entry, context));
  return lines.filter((line) => meets(line, filter, context.accountId));
}

function isWithin({ entry: { at } }: Line, { start, end }: Period): boolean {
  const day = at.slice(0, 10);
  return day >= start && day < end;
}

/** Lines by the keys of their group, in the keys' order. */
function grouped(
  lines: readonly Line[],
  by: readonly sdk.GroupDefinition[],
  { accountId }: Pick<Context, "accountId">,
): [keys: string[], lines: Line[]][] {
  const groups = new Map<string, [string[], Line[]]>();
  if (by.length === 0) return [];
  for (const line of lines) {
    const keys = by.map(({ Type, Key }) => {
      if (Type === "DIMENSION") return dimensionOf(line, Key, accountId);
      if (Type === "TAG" && Key !== undefined) return `${Key}$${line.tags.get(Key) ?? ""}`;
      throw invalid("Local AWS groups by dimensions and tags.");
    });
    const name = JSON.stringify(keys);
    const [, members] = groups.get(name) ?? [keys, []];
    groups.set(name, [keys, [...members, line]]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

const measured = (lines: readonly Line[], metrics: readonly string[]): Record<string, sdk.MetricValue> =>
  Object.fromEntries(metrics.map((name) => [name, quantityOf(lines, name)]));

const costs = ["UnblendedCost", "BlendedCost", "AmortizedCost", "NetUnblendedCost", "NetAmortizedCost"];

function quantityOf(lines: readonly Line[], metric: string): sdk.MetricValue {
  const sum = (of: (line: Line) => number) => lines.reduce((total, line) => total + of(line), 0).toFixed(10);
  if (costs.includes(metric)) return { Amount: sum(({ entry }) => entry.amountUsd), Unit: "USD" };
  if (metric === "UsageQuantity") {
    const [unit = "N/A", another] = new Set(lines.map(({ entry }) => entry.unit));
    return { Amount: sum(({ entry }) => entry.quantity), Unit: another === undefined ? unit : "N/A" };
  }
  throw invalid(`Local AWS has no metric ${metric}, but: ${[...costs, "UsageQuantity"].join(", ")}.`);
}
