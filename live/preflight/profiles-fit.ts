import { paginateListInferenceProfiles } from "@aws-sdk/client-bedrock";
import { collected } from "../at-a-time";
import type { LiveClients } from "../clients";
import type { Asked } from "./asked";

/**
 * Application inference profiles of an account and Region, where AWS has not raised it.
 * @see https://docs.aws.amazon.com/general/latest/gr/bedrock.html
 */
const usualQuota = 1000;

/** Is there room for so many profiles more? A quota that was raised is not known here: it is told, and not held against it. */
export async function profilesFit({ bedrock, region }: LiveClients, more: number): Promise<Asked> {
  const pages = paginateListInferenceProfiles({ client: bedrock, pageSize: usualQuota }, { typeEquals: "APPLICATION" });
  const there = (await collected(pages, ({ inferenceProfileSummaries }) => inferenceProfileSummaries)).length;
  if (there + more <= usualQuota) return {};
  return {
    note: `this account has ${String(there)} application inference profiles in ${region}, and ${String(usualQuota)} is what AWS allows where it has not raised the quota: delete some that nobody uses, or ask for more under Service Quotas`,
  };
}
