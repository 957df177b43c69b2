import type { MethodCall } from "./call";
import { contextVariables } from "./variables";

/**
 * The event of a Lambda proxy integration, format 1.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function proxyEvent(call: MethodCall) {
  const { request, resource, stage, pathParameters } = call;
  const { headers, query } = request;
  const lists = <T>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, [value]]));
  const queries = Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key)]));
  return {
    resource: resource.path,
    path: call.path,
    httpMethod: request.method,
    headers,
    multiValueHeaders: lists(headers),
    queryStringParameters: filled(Object.fromEntries(query)),
    multiValueQueryStringParameters: filled(queries),
    pathParameters: filled(pathParameters),
    stageVariables: filled(stage.settings.variables ?? {}),
    requestContext: contextVariables(call),
    body: request.body.byteLength === 0 ? null : Buffer.from(request.body).toString("utf8"),
    isBase64Encoded: false,
  };
}

/** What is empty is null in the event. */
const filled = <T>(record: Readonly<Record<string, T>>) => (Object.keys(record).length === 0 ? null : record);
