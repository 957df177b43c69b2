import { slice } from "../../slice";

export type TagStatus = "Active" | "Inactive";

/** A status that was asked for. */
export interface StatusChange {
  /** ISO time of the request. */
  readonly at: string;
  readonly status: TagStatus;
}

interface CostExplorerState {
  /** What was asked for each tag key, in its order. A key without an entry is inactive. */
  readonly statusChanges: Record<string, StatusChange[]>;
}

export const costExplorerSlice = slice("cost-explorer", (): CostExplorerState => ({ statusChanges: {} }));
