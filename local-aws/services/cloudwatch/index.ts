import * as sdk from "@aws-sdk/client-cloudwatch";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { metricData } from "./metric-data";

/** What Bedrock counts of its model calls. There are no alarms and no metrics of one's own. */
export const cloudWatch = defineService(sdk, wires.cloudWatch, metricData);
