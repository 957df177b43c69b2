import type * as sdk from "@aws-sdk/client-cost-explorer";
import { belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { ledgerSlice } from "../../ledger/ledger";
import { AwsError } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { tagDelayMs } from "./activated-tags";
import { costExplorerSlice } from "./state";

belief(
  "Cost Explorer",
  "A tag key can be activated only once it has been in billing data: up to 24 hours after the first spend with it.",
  sourced("https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html"),
);

/** Tag keys that spend is allocated by. A new status is answered at once, and counts later. */
export const costAllocationTags = {
  UpdateCostAllocationTagsStatus: ({ CostAllocationTagsStatus: entries }, context) => {
    const invalid = (message: string) => new AwsError("ValidationException", 400, message);
    if (entries.length > 20) throw invalid("At most 20 tag keys can be changed at once.");
    const known = knownKeys(context);
    const { statusChanges } = context.state(costExplorerSlice);
    const at = context.clock.now().toISOString();
    for (const { TagKey, Status } of entries.filter((entry) => known.has(entry.TagKey)))
      (statusChanges[TagKey] ??= []).push({ at, status: Status });
    return {
      Errors: entries
        .filter(({ TagKey }) => !known.has(TagKey))
        .map(({ TagKey }) => ({ TagKey, Code: "TagKeysNotFound", Message: `Tag keys not found: ${TagKey}` })),
    };
  },

  ListCostAllocationTags: ({ Status, TagKeys, Type = "UserDefined" }, context) => {
    const { statusChanges } = context.state(costExplorerSlice);
    const all = [...knownKeys(context)].map(([TagKey, lastUsedAt]) => {
      const change = statusChanges[TagKey]?.at(-1);
      return {
        TagKey,
        Type: "UserDefined" as const,
        Status: change?.status ?? ("Inactive" as const),
        LastUsedDate: lastUsedAt,
        ...(change && { LastUpdatedDate: change.at }),
      };
    });
    return {
      CostAllocationTags: all.filter(
        (tag) =>
          tag.Type === Type &&
          (Status === undefined || tag.Status === Status) &&
          (TagKeys === undefined || TagKeys.includes(tag.TagKey)),
      ),
    };
  },
} satisfies Handlers<typeof sdk>;

/** Keys that billing data has by now, with the time when each was used last. */
function knownKeys({ clock, state }: Pick<Context, "clock" | "state">): Map<string, string> {
  const latest = clock.now().getTime() - tagDelayMs;
  const keys = state(ledgerSlice)
    .entries.filter(({ at }) => Date.parse(at) <= latest)
    .flatMap(({ at, tags }) => Object.keys(tags).map((key) => [key, at] as const));
  return new Map(keys);
}
