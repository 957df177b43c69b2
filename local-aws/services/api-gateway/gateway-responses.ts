import type * as sdk from "@aws-sdk/client-api-gateway";
import type { Handlers } from "../../service";
import { apiOf, there } from "./state";

/** How API Gateway words its own errors. */
export const gatewayResponses = {
  PutGatewayResponse: ({ restApiId, responseType, ...given }, context) => {
    const made = { responseType, responseParameters: {}, responseTemplates: {}, defaultResponse: false, ...given };
    return (apiOf(restApiId, context).content.gatewayResponses[responseType] = made);
  },

  GetGatewayResponse: ({ restApiId, responseType }, context) => {
    const found = apiOf(restApiId, context).content.gatewayResponses[responseType];
    return there(found, "Invalid gateway response type specified");
  },

  DeleteGatewayResponse: ({ restApiId, responseType }, context) => {
    const { gatewayResponses } = apiOf(restApiId, context).content;
    there(gatewayResponses[responseType], "Gateway response type not defined on api");
    Reflect.deleteProperty(gatewayResponses, responseType);
    return {};
  },
} satisfies Handlers<typeof sdk>;
