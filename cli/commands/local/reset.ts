import type { Context } from "../../context";
import { exitCodes, type ExitCode } from "../../exit-codes";
import { localFolder } from "../../local/folder";
import { runningIn } from "../../local/instance";
import { startLocalAws } from "../../local/start-local-aws";
import { stopLocalAws } from "../../local/stop-local-aws";
import { readAccountId, type StartOptions } from "./start";

/** `chargeback local reset`: forgets every resource, Terraform's state, the ledger and the clock, and runs anew. */
export async function reset(context: Context, { account }: StartOptions): Promise<ExitCode> {
  const asked = readAccountId(account);
  const folder = localFolder(context);
  const running = await runningIn(folder);
  const accountId = asked ?? running?.accountId;
  const instance = await context.progress.step("Starting local AWS anew", async () => {
    if (running !== undefined) await stopLocalAws(folder, running);
    return startLocalAws(context, { accountId, fresh: true });
  });
  context.report(`Local AWS is empty and runs at ${instance.endpoint}, account ${instance.accountId}.\n`);
  return exitCodes.clean;
}
