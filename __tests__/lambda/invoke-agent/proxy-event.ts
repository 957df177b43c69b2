import type { APIGatewayProxyEvent } from "aws-lambda";

/** A request as a REST API hands it to a function, as far as the function looks at it. */
export function proxyEvent(body: unknown, overrides: Partial<APIGatewayProxyEvent> = {}): APIGatewayProxyEvent {
  return {
    resource: "/invoke",
    path: "/invoke",
    httpMethod: "POST",
    headers: { "Content-Type": "application/json" },
    multiValueHeaders: {},
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: { requestId: "api-request-1" } as APIGatewayProxyEvent["requestContext"],
    body: typeof body === "string" || body === null ? body : JSON.stringify(body),
    isBase64Encoded: false,
    ...overrides,
  };
}
