import type { Context } from "../context";
import { slice } from "../slice";

/** What usage is counted in. */
export type UsageUnit = "1K tokens" | "Requests" | "Lambda-GB-Second";

/** One metered line of the bill. What it cost and whose it is was settled when it was made, and never changes. */
export interface MeteredEntry {
  /** ISO time. */
  readonly at: string;
  /** As Cost Explorer's SERVICE dimension has it: `Amazon Bedrock`, `AWS Lambda`. */
  readonly service: string;
  /** As Cost Explorer's USAGE_TYPE dimension has it: `EUW2-amazon.nova-pro-v1:0-input-tokens`. */
  readonly usageType: string;
  /** `InvokeModelInference`, `Invoke` */
  readonly operation: string;
  readonly region: string;
  /** What was called: an application inference profile, or a model by itself, a function, a stage of an API. */
  readonly resourceArn: string;
  /** The tags of that resource at the time. A model has none. */
  readonly tags: Readonly<Record<string, string>>;
  readonly quantity: number;
  /** Of the quantity, as Cost Explorer has it. */
  readonly unit: UsageUnit;
  readonly amountUsd: number;
}

interface LedgerState {
  /** In the order in which they were made. */
  readonly entries: MeteredEntry[];
}

/** All that was metered. Cost Explorer and Budgets read it; what runs something writes to it. */
export const ledgerSlice = slice("ledger", (): LedgerState => ({ entries: [] }));

type LedgerContext = Pick<Context, "clock" | "state">;

const listeners: ((context: LedgerContext) => void)[] = [];

/** Has something done after every new line, such as a budget's alerts. */
export function whenAppended(listener: (context: LedgerContext) => void): void {
  listeners.push(listener);
}

/** Puts a line on the bill, at the local AWS's time. */
export function append(entry: Omit<MeteredEntry, "at">, context: LedgerContext): void {
  context.state(ledgerSlice).entries.push({ at: context.clock.now().toISOString(), ...entry });
  for (const listener of listeners) listener(context);
}
