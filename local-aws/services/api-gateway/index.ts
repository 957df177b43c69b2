import * as sdk from "@aws-sdk/client-api-gateway";
import { defineService } from "../../service";
import * as wires from "../../wires";
import { deployments } from "./deployments";
import { gatewayResponses } from "./gateway-responses";
import { integrations } from "./integrations";
import { keysAndPlans } from "./keys-and-plans";
import { methods } from "./methods";
import { models } from "./models";
import { restApis } from "./rest-apis";
import { stages } from "./stages";
import { tags } from "./tags";

/** REST APIs with keys and usage plans. What they serve stands at a door of its own. */
export const apiGateway = defineService(sdk, wires.apiGateway, {
  ...restApis,
  ...methods,
  ...integrations,
  ...models,
  ...gatewayResponses,
  ...deployments,
  ...stages,
  ...keysAndPlans,
  ...tags,
});
