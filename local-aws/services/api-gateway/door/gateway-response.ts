import type { WireResponse } from "../../../protocol/wire";
import type { Call } from "./call";
import type { GatewayError } from "./gateway-error";
import { mapHeaders, renderTemplate } from "./mapping";
import { errorVariables } from "./variables";

const json = "application/json";

/** An error in the words that the API has for it, or for all of its class; else in AWS's own. */
export function gatewayResponse(error: GatewayError, call: Call): WireResponse {
  const { gatewayResponses } = call.content;
  const set = gatewayResponses[error.type] ?? gatewayResponses[error.status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX"];
  const { statusCode, responseParameters = {}, responseTemplates = {} } = set ?? {};
  const more = { error: errorVariables(error) };
  const template = responseTemplates[json] ?? '{"message":$context.error.messageString}';
  return {
    status: Number(statusCode ?? error.status),
    headers: {
      "content-type": json,
      "x-amzn-errortype": error.errorType,
      ...mapHeaders(responseParameters, "gatewayresponse.header.", call, more),
    },
    body: renderTemplate(template, call, more).text,
  };
}
