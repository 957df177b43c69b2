import * as sdk from "@aws-sdk/client-cloudwatch-logs";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { groups } from "./groups";
import { streams } from "./streams";

export { type LogLine, writeLog } from "./events";

/** Log groups with retention and tags; streams and events as functions and APIs write them. */
export const cloudWatchLogs = defineService(sdk, wires.cloudWatchLogs, { ...groups, ...streams });
