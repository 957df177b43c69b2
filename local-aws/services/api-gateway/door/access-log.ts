import { createHash } from "node:crypto";
import { belief, sourced } from "../../../belief";
import type { WireResponse } from "../../../protocol/wire";
import { writeLog } from "../../logs/events";
import type { Call, MethodCall } from "./call";
import type { GatewayError } from "./gateway-error";
import { contextVariables, errorVariables } from "./variables";

belief(
  "API Gateway",
  "A stage's access log has one line a request, by its format; a $context variable without a value is -.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html"),
);

export interface Access {
  readonly call: Call & Partial<MethodCall>;
  readonly response: WireResponse;
  /** Where API Gateway itself answered. */
  readonly error?: GatewayError;
  readonly latencyMs: number;
}

/** Writes a request's line to the log group of its stage, if it has one. */
export function logAccess({ call, response, error, latencyMs }: Access): void {
  const { format = "", destinationArn = "" } = call.stage.settings.accessLogSettings ?? {};
  const group = /:log-group:([^:]+)/.exec(destinationArn)?.[1];
  if (group === undefined) return;
  const variables = {
    ...contextVariables(call),
    ...{ status: response.status, responseLatency: latencyMs },
    ...(error && { error: errorVariables(error) }),
  };
  const message = format.replace(/\$context((?:\.\w+)+)/g, (_all, path: string) => valueAt(variables, path));
  const stream = createHash("md5").update(`${call.api.id}/${call.stage.settings.stageName}`).digest("hex");
  writeLog({ group, stream, message }, call.context);
}

function valueAt(variables: object, path: string): string {
  const found = path
    .slice(1)
    .split(".")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], variables);
  return typeof found === "string" || typeof found === "number" ? String(found) : "-";
}
