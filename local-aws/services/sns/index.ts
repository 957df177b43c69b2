import * as sdk from "@aws-sdk/client-sns";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { publishing } from "./publish";
import { subscriptions } from "./subscriptions";
import { topics } from "./topics";

export { mayPublish, publish } from "./publish";

/** Topics with policies, subscriptions and tags. What is published is kept in the state, and sent to nobody. */
export const sns = defineService(sdk, wires.sns, { ...topics, ...subscriptions, ...publishing });
