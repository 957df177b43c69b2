import * as sdk from "@aws-sdk/client-lambda";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { functions } from "./functions";
import { invoke } from "./invoke";
import { permissions } from "./permissions";
import { tags } from "./tags";

/** Functions that run for real: their zip, unpacked, in a process of Node of their own. */
export const lambda = defineService(sdk, wires.lambda, { ...functions, ...permissions, ...tags, ...invoke });
