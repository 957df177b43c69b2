import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import type { MeteredEntry } from "../../ledger/ledger";
import { costExplorerSlice } from "./state";

belief(
  "Cost Explorer",
  "A tag key that was activated counts for what is spent from 24 hours later on; what was spent before stays untagged.",
  sourced("https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html"),
);
belief(
  "Cost Explorer",
  "The 24 hours that a change of a tag key's status, or a new key, may take are always taken in full.",
  assumed("AWS says up to 24 hours"),
);

/** What AWS takes to let a new tag key or a changed status into billing data. */
export const tagDelayMs = 24 * 3_600_000;

/** The tags of a line that Cost Explorer and Budgets see: those whose keys were active when it was made. */
export function activatedTags({ tags, at }: MeteredEntry, { state }: Pick<Context, "state">): Map<string, string> {
  const { statusChanges } = state(costExplorerSlice);
  const latest = Date.parse(at) - tagDelayMs;
  const isActive = (key: string) =>
    statusChanges[key]?.findLast((change) => Date.parse(change.at) <= latest)?.status === "Active";
  return new Map(Object.entries(tags).filter(([key]) => isActive(key)));
}
