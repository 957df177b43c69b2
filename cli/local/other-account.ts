import type { Context } from "../context";
import { UsageFailure } from "../failure";

/** The failure for a local AWS whose resources are of another account than the one that is needed. */
export const otherAccount = ({ invocation }: Context, has: string, needed: string): UsageFailure =>
  new UsageFailure(
    `Local AWS has resources of account ${has}, and account ${needed} is asked for. Configure that account, or begin ` +
      `anew, Terraform's state included: ${invocation} local reset --account ${needed}`,
  );
