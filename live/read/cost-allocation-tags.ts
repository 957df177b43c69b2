import { ListCostAllocationTagsCommand } from "@aws-sdk/client-cost-explorer";
import { known } from "../../policies/attribute";
import type { CostAllocationTag } from "../../policies/estate";
import type { LiveClients } from "../clients";

/** Whether billing sees the tag's key; none where it has never seen it. The payer account alone is answered. */
export async function readCostAllocationTags(
  { costExplorer }: LiveClients,
  key: string,
): Promise<(CostAllocationTag & { readonly updated: string | undefined })[]> {
  const asked = new ListCostAllocationTagsCommand({ TagKeys: [key], Type: "UserDefined" });
  const { CostAllocationTags = [] } = await costExplorer.send(asked);
  const seen = ["AWS answers ListCostAllocationTags"];
  return CostAllocationTags.map(({ TagKey, Status, LastUpdatedDate }) => ({
    address: `cost allocation tag ${TagKey ?? ""}`,
    type: "aws_ce_cost_allocation_tag",
    tagKey: known(TagKey ?? null, seen),
    status: known(Status ?? null, seen),
    updated: LastUpdatedDate,
  }));
}
