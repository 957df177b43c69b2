import type { Context } from "../../context";
import { exitCodes, type ExitCode } from "../../exit-codes";
import { UsageFailure } from "../../failure";
import { localFolder } from "../../local/folder";
import { runningIn } from "../../local/instance";
import { otherAccount } from "../../local/other-account";
import { startLocalAws } from "../../local/start-local-aws";

export interface StartOptions {
  account?: string;
}

/** `chargeback local start`: starts it in the background; says where it is when it runs already. */
export async function start(context: Context, { account }: StartOptions): Promise<ExitCode> {
  const accountId = readAccountId(account);
  const running = await runningIn(localFolder(context));
  if (running !== undefined && accountId !== undefined && running.accountId !== accountId)
    throw otherAccount(context, running.accountId, accountId);
  const instance =
    running ?? (await context.progress.step("Starting local AWS", () => startLocalAws(context, { accountId })));
  context.report(`Local AWS runs at ${instance.endpoint}, account ${instance.accountId}.\n`);
  return exitCodes.clean;
}

/** The account id of an option; undefined where none is given. */
export function readAccountId(text: string | undefined): string | undefined {
  if (text === undefined || /^\d{12}$/.test(text)) return text;
  throw new UsageFailure(`--account is "${text}": an AWS account id has 12 digits.`);
}
