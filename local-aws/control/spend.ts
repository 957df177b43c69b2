import type { Context } from "../context";
import { ledgerSlice } from "../ledger/ledger";

/** What the calls of one project came to. */
export interface ProjectSpend {
  /** Value of the `Project` tag; empty for spend that no project's bill shows. */
  readonly project: string;
  /** Of models; functions and APIs have none. */
  readonly tokens: number;
  readonly amountUsd: number;
}

/** The whole ledger by the `Project` tag of what was called, untagged spend last. */
export function spendByProject(state: Context["state"]): readonly ProjectSpend[] {
  const totals = new Map<string, ProjectSpend>();
  for (const { tags, quantity, unit, amountUsd } of state(ledgerSlice).entries) {
    const tokens = unit === "1K tokens" ? Math.round(quantity * 1000) : 0;
    const project = tags["Project"] ?? "";
    const before = totals.get(project) ?? { project, tokens: 0, amountUsd: 0 };
    totals.set(project, { project, tokens: before.tokens + tokens, amountUsd: before.amountUsd + amountUsd });
  }
  return [...totals.values()].sort((a, b) => Number(a.project === "") - Number(b.project === ""));
}
