import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
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
