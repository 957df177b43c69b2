import type * as sdk from "@aws-sdk/client-api-gateway";
import { belief, sourced } from "../../../belief";
import type { WireResponse } from "../../../protocol/wire";
import { mediaTypeOf, type MethodCall } from "./call";
import { GatewayError } from "./gateway-error";
import { mapHeaders, renderTemplate } from "./mapping";

belief(
  "API Gateway",
  "A MOCK integration's request template renders to JSON whose statusCode chooses the integration response.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html"),
);

const json = "application/json";

/** Answers without a back end: by the request template, then by the integration response that its status chooses. */
export function answerMock(call: MethodCall): WireResponse {
  const { requestTemplates = {}, integrationResponses = {} } = call.method.methodIntegration ?? {};
  const template = requestTemplates[mediaTypeOf(call.request)];
  const text =
    template === undefined ? Buffer.from(call.request.body).toString("utf8") : renderTemplate(template, call).text;
  const chosen = choose(Object.values(integrationResponses), statusOf(text));
  if (!chosen) throw new GatewayError("API_CONFIGURATION_ERROR");
  const { responseTemplates = {}, responseParameters = {} } = chosen;
  const { text: body, override } = renderTemplate(responseTemplates[json] ?? "", call);
  return {
    status: Number(override.status ?? chosen.statusCode),
    headers: {
      "content-type": json,
      ...mapHeaders(responseParameters, "method.response.header.", call),
      ...override.header,
    },
    body,
  };
}

function statusOf(text: string): string {
  try {
    const { statusCode } = JSON.parse(text) as { statusCode?: unknown };
    if (typeof statusCode === "number" || typeof statusCode === "string") return String(statusCode);
  } catch {
    // A mock whose template gives no JSON is an error of the API, not of the caller.
  }
  throw new GatewayError("API_CONFIGURATION_ERROR");
}

/** The response whose pattern fits the status; the one without a pattern is the default. */
function choose(responses: readonly sdk.IntegrationResponse[], status: string): sdk.IntegrationResponse | undefined {
  const fitting = responses.find(
    ({ selectionPattern }) => selectionPattern && new RegExp(`^(?:${selectionPattern})$`).test(status),
  );
  return fitting ?? responses.find(({ selectionPattern }) => !selectionPattern);
}
