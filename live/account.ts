import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { LiveFailure } from "./live-failure";
import type { LiveClients } from "./clients";
import { answered } from "./read/answered";

/** Who asks, as AWS sees them. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
}

/** @throws LiveFailure for credentials that AWS does not take */
export async function readCaller({ sts }: LiveClients): Promise<Caller> {
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
  return { accountId: answered(Account, "account of the caller"), arn: answered(Arn, "ARN of the caller") };
}

/** Refuses to go on in another account than one of these; any will do where none is named. @throws LiveFailure */
export async function requireAccount(clients: LiveClients, allowed: readonly string[]): Promise<Caller> {
  const caller = await readCaller(clients);
  if (allowed.length === 0 || allowed.includes(caller.accountId)) return caller;
  throw new LiveFailure(
    "wrongAccount",
    `the credentials are of account ${caller.accountId} (${caller.arn}), and the stack is configured for ${allowed.join(", ")}. Sign in to that account, or set "accountId" in the context of cdktf.json`,
    { action: "sts:GetCallerIdentity" },
  );
}
