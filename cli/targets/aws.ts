import { UsageFailure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Target } from "./target";

/** Stands for "not configured yet" in cdktf.json. AWS gives no account this number. */
export const placeholderAccountId = "000000000000";

/** The user's own credentials, and state where the stack says: in S3. */
export const aws: Target = {
  name: "aws",
  summary: "the account of your credentials, state in S3",
  applies: true,
  makesStateBucket: false,
  environment: ({ env }) => env,
  override: () => undefined,
  preflight: refusePlaceholderAccount,
};

function refusePlaceholderAccount(stack: SynthesizedStack): void {
  if (!stack.awsProviders.some((provider) => provider.allowedAccountIds.includes(placeholderAccountId))) return;
  throw new UsageFailure(
    `Stack ${stack.name} is configured for the placeholder account ${placeholderAccountId}. Set "accountId" in the ` +
      `context of cdktf.json, or CHARGEBACK_ACCOUNT_ID in the environment, to the account to deploy to. To plan ` +
      `without an account: --target offline. To try it all on this machine: --target local.`,
  );
}
