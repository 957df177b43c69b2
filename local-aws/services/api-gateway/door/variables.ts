import type { Call, MethodCall } from "./call";
import type { GatewayError } from "./gateway-error";

/** `$context`, as templates, access logs and functions know it. */
export function contextVariables(call: Call & Partial<MethodCall>) {
  const { api, stage, context, request, resource, apiKey } = call;
  const now = context.clock.now();
  const stageName = stage.settings.stageName;
  return {
    accountId: context.accountId,
    apiId: api.id,
    stage: stageName,
    requestId: context.requestId,
    extendedRequestId: context.requestId,
    requestTime: timeText(now),
    requestTimeEpoch: now.getTime(),
    httpMethod: request.method,
    path: `/${stageName}${call.path}`,
    protocol: "HTTP/1.1",
    domainName: `${api.id}.execute-api.${api.region}.amazonaws.com`,
    domainPrefix: api.id,
    resourceId: resource?.id,
    resourcePath: resource?.path,
    identity: {
      sourceIp: "127.0.0.1",
      userAgent: request.headers["user-agent"] ?? null,
      ...(apiKey && { apiKey: apiKey.value, apiKeyId: apiKey.id }),
    },
  };
}

/** `$context.error`. `messageString` comes with its quotes. */
export const errorVariables = ({ type, message }: GatewayError) => ({
  responseType: type,
  message,
  messageString: JSON.stringify(message),
});

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `26/Nov/2026:11:00:00 +0000` */
function timeText(at: Date): string {
  const [date = "", time = ""] = at.toISOString().split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  return `${day}/${months[Number(month) - 1] ?? ""}/${year}:${time.slice(0, 8)} +0000`;
}
