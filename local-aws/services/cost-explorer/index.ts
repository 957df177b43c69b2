import * as sdk from "@aws-sdk/client-cost-explorer";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { costAllocationTags } from "./cost-allocation-tags";
import { costAndUsage } from "./cost-and-usage";

export { activatedTags } from "./activated-tags";

/** Cost allocation tags and what was spent, from the ledger. */
export const costExplorer = defineService(sdk, wires.costExplorer, { ...costAllocationTags, ...costAndUsage });
