import { finding, hoursAfter, type CheckFinding } from "../finding";
import type { Gathered } from "../gather";
import type { Bill } from "../read-bill";

const check = "spend-is-seen";
/** A call's cost is on the bill within a day, and its tag within another. */
const delayHours = 48;

/** Has spend been seen under the project's tag? */
export function spendIsSeen({ projects, aliases, agent }: Gathered, bill: Bill, tagKey: string): CheckFinding {
  const [project] = projects;
  const address = project === undefined ? agent.address : `${tagKey}=${project}`;
  const { budgetUsd, costExplorerUsd = 0, evidence } = bill;
  if (budgetUsd > 0 || costExplorerUsd > 0) {
    const by = budgetUsd > 0 ? "the budget counts" : "Cost Explorer shows";
    const amount = budgetUsd > 0 ? budgetUsd : costExplorerUsd;
    return finding(check, address, { verdict: "pass", message: `${by} ${String(amount)} USD under it`, evidence });
  }
  const moved = new Date(Math.max(0, ...aliases.flatMap(({ answer }) => answer.updatedAt?.getTime() ?? [])));
  const lastCall = bill.lastCall ?? moved;
  return finding(check, address, {
    verdict: "waiting",
    message: "no spend has been seen under it yet: up to 48 hours after a call, and very small charges later",
    evidence,
    remedy: "call the project (--invoke), see that the tag is active, and look again",
    lookAgain: hoursAfter(delayHours, lastCall),
  });
}
