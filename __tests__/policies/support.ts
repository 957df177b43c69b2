import { readFileSync } from "node:fs";
import path from "node:path";
import { gate, type GateOutcome, type Report } from "../../policies";

export const fixtures = path.join(__dirname, "fixtures");

/** A recorded plan as plain JSON, free to be changed by a test. */
export interface PlanJson {
  errored?: boolean;
  resource_changes: Row[];
  configuration: {
    provider_config: Record<string, { expressions: Record<string, unknown> }>;
    root_module: { resources: { address: string; expressions: Record<string, unknown> }[] };
  };
  [member: string]: unknown;
}

export interface Row {
  address: string;
  type: string;
  name: string;
  change: { actions: string[]; after: Record<string, unknown>; after_unknown: Record<string, unknown> };
}

export function recordedPlan(name: string): PlanJson {
  return JSON.parse(readFileSync(path.join(fixtures, name, "plan.json"), "utf8")) as PlanJson;
}

/** The one row of a type, or of an address. */
export function row(plan: PlanJson, typeOrAddress: string): Row {
  const found = plan.resource_changes.filter(
    ({ type, address }) => type === typeOrAddress || address === typeOrAddress,
  );
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} rows of ${typeOrAddress}`);
  return only;
}

export async function gatePlan(plan: unknown, configDir?: string): Promise<GateOutcome> {
  return gate({ plan: { text: JSON.stringify(plan), name: "plan.json" }, configDir });
}

export type Verdict = Report["verdicts"][number];

export function verdictsOf({ report }: GateOutcome, rule: string): Verdict[] {
  return report.verdicts.filter((verdict) => verdict.rule === rule);
}

/** Verdict by address, of one rule. */
export function byAddress(outcome: GateOutcome, rule: string): Record<string, Verdict["verdict"]> {
  return Object.fromEntries(verdictsOf(outcome, rule).map(({ address, verdict }) => [address, verdict]));
}
