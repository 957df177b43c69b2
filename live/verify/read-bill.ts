import { GetCostAndUsageCommand } from "@aws-sdk/client-cost-explorer";
import { certainText, certainValue } from "../../policies/attribute";
import type { CostAllocationTag } from "../../policies/estate";
import { filterValue } from "../../policies/project-tag";
import type { LiveClients } from "../clients";
import type { LiveBudget } from "../read/budgets";
import { readCostAllocationTags } from "../read/cost-allocation-tags";
import type { Gathered } from "./gather";

/** What billing says of a project. */
export interface Bill {
  /** What the project's budgets have counted in their period. */
  readonly budgetUsd: number;
  /** Undefined where it was not asked. */
  readonly costExplorerUsd?: number | undefined;
  /** Undefined where billing has never seen the key. */
  readonly tag: (CostAllocationTag & { readonly updated: string | undefined }) | "notAsked" | undefined;
  readonly evidence: readonly string[];
  /** When the project was called by this run. */
  readonly lastCall?: Date | undefined;
}

/** What the budgets have counted, which AWS tells for nothing. */
export function billOfBudgets({ budgets, projects }: Gathered, tagKey: string): Bill {
  const counted = budgets.filter(countsNothingBut(tagKey, projects)).map(({ answer }) => ({
    name: answer.BudgetName,
    usd: Number(answer.CalculatedSpend?.ActualSpend?.Amount ?? 0),
  }));
  return {
    budgetUsd: counted.reduce((sum, { usd }) => sum + usd, 0),
    tag: "notAsked",
    evidence: counted.map(({ name, usd }) => `AWS answers DescribeBudgets: ${name} has counted ${String(usd)} USD`),
  };
}

/** Of a budget that counts other spend as well nobody can tell whose it is. */
const countsNothingBut = (tagKey: string, projects: readonly string[]) => {
  const own: readonly unknown[] = projects.map((project) => filterValue(tagKey, project));
  return ({ filters }: LiveBudget): boolean =>
    filters !== "undetermined" &&
    filters.some(({ dimension, values }) => {
      const counted = certainValue(values)?.value;
      const isTag = certainText(dimension) === "TagKeyValue";
      return isTag && Array.isArray(counted) && counted.length > 0 && counted.every((value) => own.includes(value));
    });
};

const dayMs = 86_400_000;
const daysBack = 30;

/** Adds what Cost Explorer says: two requests, of which each is paid for. */
export async function askCostExplorer(
  clients: LiveClients,
  bill: Bill,
  { tagKey, projects, now }: { tagKey: string; projects: readonly string[]; now: Date },
): Promise<Bill> {
  const [tag] = await readCostAllocationTags(clients, tagKey);
  if (projects.length === 0) return { ...bill, tag };
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
  const { ResultsByTime = [] } = await clients.costExplorer.send(
    new GetCostAndUsageCommand({
      TimePeriod: { Start: day(now.getTime() - daysBack * dayMs), End: day(now.getTime() + dayMs) },
      Granularity: "MONTHLY",
      Metrics: ["UnblendedCost"],
      Filter: { Tags: { Key: tagKey, Values: [...projects] } },
    }),
  );
  const costExplorerUsd = ResultsByTime.reduce(
    (sum, { Total }) => sum + Number(Total?.["UnblendedCost"]?.Amount ?? 0),
    0,
  );
  const seen = `AWS answers GetCostAndUsage: ${String(costExplorerUsd)} USD in ${String(daysBack)} days`;
  return { ...bill, tag, costExplorerUsd, evidence: [...bill.evidence, seen] };
}
