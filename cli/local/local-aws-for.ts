import type { Context } from "../context";
import { UsageFailure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { localFolder } from "./folder";
import { runningIn, type Instance } from "./instance";
import { otherAccount } from "./other-account";
import { startLocalAws } from "./start-local-aws";
import { readStatus } from "./status";
import { stopLocalAws } from "./stop-local-aws";

/**
 * The local AWS that a stack can be deployed to, started when it does not run: it is the account that the stack is
 * configured for. One that has nothing yet becomes that account.
 */
export async function localAwsFor(context: Context, stack: SynthesizedStack): Promise<Instance> {
  const accountIds = accountIdsOf(stack);
  const folder = localFolder(context);
  const running = await runningIn(folder);
  const [accountId = running?.accountId] = accountIds;
  if (running !== undefined) {
    if (accountIds.length === 0 || accountIds.includes(running.accountId)) return running;
    if (!(await readStatus(running)).empty) throw otherAccount(context, running.accountId, accountId ?? "");
    await stopLocalAws(folder, running);
  }
  return context.progress.step("Starting local AWS", () => startLocalAws(context, { accountId }));
}

/** The accounts that every provider of the stack allows; none where none of them says. */
function accountIdsOf({ name, awsProviders }: SynthesizedStack): readonly string[] {
  const lists = awsProviders.map(({ allowedAccountIds }) => allowedAccountIds).filter((ids) => ids.length > 0);
  const [first = []] = lists;
  const common = first.filter((id) => lists.every((ids) => ids.includes(id)));
  if (common.length > 0 || lists.length === 0) return common;
  throw new UsageFailure(
    `The providers of stack ${name} allow different accounts (${lists.flat().join(", ")}), and local AWS is one account.`,
  );
}
