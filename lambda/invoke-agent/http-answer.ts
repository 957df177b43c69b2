import type { APIGatewayProxyResult } from "aws-lambda";
import type { Problem } from "./problem";

/** The browser reads the answer only when its origin is one of those allowed; caches must keep origins apart. */
export function corsHeaders(origin: string | undefined, allowedOrigins: string[]): Record<string, string> {
  return origin !== undefined && allowedOrigins.includes(origin)
    ? { Vary: "Origin", "Access-Control-Allow-Origin": origin }
    : { Vary: "Origin" };
}

/** Answer to a preflight request. Without the allow-origin header in `cors` the browser refuses the call. */
export function preflightAnswer(cors: Record<string, string>): APIGatewayProxyResult {
  return {
    statusCode: 204,
    headers: {
      ...cors,
      "Access-Control-Allow-Methods": "POST,OPTIONS",
      "Access-Control-Allow-Headers": "Content-Type,X-Api-Key",
      "Access-Control-Max-Age": "600",
    },
    body: "",
  };
}

export function jsonAnswer(
  statusCode: number,
  cors: Record<string, string>,
  body: Record<string, unknown>,
): APIGatewayProxyResult {
  return {
    statusCode,
    headers: {
      ...cors,
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
    body: JSON.stringify(body),
  };
}

/** The shape of every error: `{ error: { code, message, requestId } }`. */
export function problemAnswer(
  { status, code, message }: Problem,
  cors: Record<string, string>,
  requestId: string,
): APIGatewayProxyResult {
  return jsonAnswer(status, cors, { error: { code, message, requestId } });
}
