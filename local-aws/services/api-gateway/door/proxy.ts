import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod/mini";
import { assumed, belief, sourced } from "../../../belief";
import type { WireResponse } from "../../../protocol/wire";
import { invokeFunction } from "../../lambda/invoke-function";
import type { MethodCall } from "./call";
import { GatewayError } from "./gateway-error";
import { proxyEvent } from "./proxy-event";

belief(
  "API Gateway",
  "A function that may not be invoked is a 500; one that fails, or answers anything but status, headers and body, a 502.",
  sourced("https://repost.aws/knowledge-center/malformed-502-api-gateway"),
);
belief(
  "API Gateway",
  "The source of a call is arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/PATH, the path as the resource has it.",
  assumed("the permissions that AWS's console writes"),
);

const proxyAnswer = z.strictObject({
  statusCode: z.coerce.number().check(z.int(), z.gte(100), z.lte(599)),
  headers: z.nullish(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  multiValueHeaders: z.nullish(z.record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean()])))),
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
});

/** `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations` */
const functionInUri = /:lambda:path\/[\d-]+\/functions\/(.+)\/invocations$/;

/** Answers by a function, which gets the whole request and gives the whole response. */
export async function answerByFunction(call: MethodCall): Promise<WireResponse> {
  const { uri = "", timeoutInMillis = 29_000 } = call.method.methodIntegration ?? {};
  const functionName = functionInUri.exec(uri)?.[1];
  if (functionName === undefined) throw new GatewayError("API_CONFIGURATION_ERROR");
  const over = new AbortController();
  try {
    return await Promise.race([
      answerOf(functionName, call),
      sleep(timeoutInMillis, undefined, { signal: over.signal }).then(() => {
        throw new GatewayError("INTEGRATION_TIMEOUT");
      }),
    ]);
  } finally {
    over.abort();
  }
}

async function answerOf(functionName: string, call: MethodCall): Promise<WireResponse> {
  const { context } = call;
  const invoker = { service: "apigateway.amazonaws.com", sourceArn: sourceArnOf(call) };
  const invoked = await invokeFunction({ functionName, payload: proxyEvent(call), invoker }, context).catch(
    (error: unknown) => {
      const isRefused = error instanceof Error && "code" in error && error.code === "AccessDeniedException";
      const isMissing = error instanceof Error && error.name === "ResourceNotFoundException";
      throw isRefused || isMissing ? new GatewayError("API_CONFIGURATION_ERROR") : error;
    },
  );
  if (invoked.failed) throw new GatewayError("INTEGRATION_FAILURE");
  const { success, data } = proxyAnswer.safeParse(JSON.parse(invoked.payload));
  if (!success) throw new GatewayError("INTEGRATION_FAILURE");
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = data;
  const given = [
    ...Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)] as const),
    ...Object.entries(multiValueHeaders ?? {}).map(
      ([name, values]) => [name.toLowerCase(), values.join(", ")] as const,
    ),
  ];
  return {
    status: statusCode,
    headers: { "content-type": "application/json", ...Object.fromEntries(given) },
    body: isBase64Encoded ? Buffer.from(body ?? "", "base64") : (body ?? ""),
  };
}

function sourceArnOf({ api, stage, method, resource, context: { partition, accountId } }: MethodCall): string {
  const httpMethod = method.httpMethod === "ANY" ? "*" : (method.httpMethod ?? "*");
  return `arn:${partition}:execute-api:${api.region}:${accountId}:${api.id}/${stage.settings.stageName}/${httpMethod}${resource.path}`;
}
