import { certainText } from "../../../policies/attribute";
import { finding, hoursAfter, type CheckFinding } from "../finding";
import type { Gathered } from "../gather";
import type { Bill } from "../read-bill";

const check = "cost-tag-is-active";
/** AWS takes so long to let a new key, or a changed status, into billing data. */
const delayHours = 24;

/** Does billing see the project tag's key at all? Spend under it says so for nothing; Cost Explorer is paid by the call. */
export function costTagIsActive({ profiles, estate }: Gathered, bill: Bill, tagKey: string): CheckFinding {
  const address = `cost allocation tag ${tagKey}`;
  if (bill.budgetUsd > 0)
    return finding(check, address, {
      verdict: "pass",
      message: `${tagKey} is active: a budget that counts it has seen spend`,
      evidence: bill.evidence,
    });
  const made = new Date(Math.max(0, ...profiles.flatMap(({ answer }) => answer.createdAt?.getTime() ?? [])));
  const activate = `aws ce update-cost-allocation-tags-status --cost-allocation-tags-status TagKey=${tagKey},Status=Active, in the payer account; or activateCostAllocationTag`;
  const waits = (message: string, from: Date, remedy: string): CheckFinding =>
    finding(check, address, { verdict: "waiting", message, remedy, lookAgain: hoursAfter(delayHours, from) });
  if (bill.tag === "notAsked")
    return waits(
      `no budget has seen spend under ${tagKey} yet, and Cost Explorer was not asked: it takes 0.01 USD a request`,
      made,
      `add --cost-explorer to ask it; the key must be active: ${activate}`,
    );
  if (bill.tag === undefined)
    return waits(
      `billing has not seen the key ${tagKey} yet: up to 24 hours after the first spend with it`,
      made,
      `call the project (--invoke); a day later: ${activate}`,
    );
  const { status, updated } = bill.tag;
  if (certainText(status) === "Active")
    return finding(check, address, {
      verdict: "pass",
      message: `${tagKey} is active for cost allocation${updated === undefined ? "" : ` since ${updated}`}`,
      evidence: status.trail,
    });
  return finding(check, address, {
    verdict: "fail",
    message: `${tagKey} is not active for cost allocation: no budget or report sees the spend under it`,
    evidence: [...status.trail, ...estate.budgets.flatMap(({ address: budget }) => `${budget} counts it`)],
    remedy: activate,
  });
}
