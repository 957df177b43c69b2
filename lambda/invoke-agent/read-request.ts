import type { APIGatewayProxyEvent } from "aws-lambda";
import * as z from "zod";
import { badRequest, type Problem } from "./problem";

/** What the website asks. */
export interface AgentRequest {
  prompt: string;
  sessionId: string | undefined;
}

/** 4000 characters are at most 24 kB when each is escaped as `\uXXXX`; the rest is room for the session id and white space. */
const maxBodyBytes = 32_768;

/** API Gateway's request model says the same; this holds when a request reaches the function by another way. */
const bodySchema = z.strictObject({
  prompt: z
    .string("must be a string")
    .max(4000, "must not have more than 4000 characters")
    .regex(/\S/u, "must not be empty"),
  sessionId: z
    .string("must be a string")
    .regex(/^[0-9a-zA-Z._:-]{2,100}$/, "must be 2 to 100 letters, digits, or . _ : -")
    .optional(),
});

/** Reads the body of a REST API proxy event, plain or base64. */
export function readRequest(
  event: Pick<APIGatewayProxyEvent, "body" | "isBase64Encoded" | "headers">,
): { request: AgentRequest } | { problem: Problem } {
  const contentType = headerValue(event.headers, "content-type");
  if (contentType !== undefined && !/^application\/json\s*(;|$)/i.test(contentType)) {
    return { problem: badRequest("unsupported_content_type", "Send the body as application/json.") };
  }
  if (event.body === null || event.body === "") {
    return { problem: badRequest("body_missing", 'Send a JSON body: { "prompt": "..." }.') };
  }
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? "base64" : "utf8");
  if (bytes.byteLength > maxBodyBytes) {
    return { problem: badRequest("body_too_large", `The body has more than ${maxBodyBytes} bytes.`) };
  }
  const json = parseJson(bytes);
  if (json === undefined) return { problem: badRequest("body_not_json", "The body is not JSON in UTF-8.") };

  const parsed = bodySchema.safeParse(json.value);
  if (!parsed.success) return { problem: badRequest("body_invalid", describeIssues(parsed.error)) };
  return { request: { prompt: parsed.data.prompt, sessionId: parsed.data.sessionId } };
}

/** REST APIs pass headers on as the client wrote them, in any case. */
export function headerValue(headers: APIGatewayProxyEvent["headers"] | null, name: string): string | undefined {
  return Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}

function parseJson(bytes: Buffer): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown };
  } catch {
    // The parser's message quotes the body, which holds the prompt: it goes nowhere.
    return undefined;
  }
}

function describeIssues(error: z.ZodError): string {
  return error.issues
    .map((issue) => {
      if (issue.code === "unrecognized_keys") return "The body has fields other than prompt and sessionId.";
      if (issue.path.length === 0) return "The body must be a JSON object.";
      return `${issue.path.join(".")} ${issue.message}.`;
    })
    .join(" ");
}
