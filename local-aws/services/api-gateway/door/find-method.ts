import { belief, sourced } from "../../../belief";
import type { ApiResource } from "../state";
import type { Call, MethodCall } from "./call";
import { GatewayError } from "./gateway-error";

belief(
  "API Gateway",
  "A resource by its own name comes before one with {a} variable, and that before a {greedy+} one; ANY is asked last.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-set-up-simple-proxy.html"),
);

interface Found {
  readonly resource: ApiResource;
  readonly pathParameters: Record<string, string>;
  /** Literal segments first, then variables, then greedy ones. */
  readonly rank: string;
}

/** The method that a call means. @throws GatewayError MISSING_AUTHENTICATION_TOKEN, as API Gateway calls what is not there */
export function findMethod(call: Call): MethodCall {
  const parts = partsOf(call.path);
  const found = Object.values(call.content.resources)
    .flatMap((resource) => match(resource, parts) ?? [])
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  for (const { resource, pathParameters } of found) {
    const method = resource.methods[call.request.method] ?? resource.methods["ANY"];
    if (method) return { ...call, resource, method, pathParameters };
  }
  throw new GatewayError("MISSING_AUTHENTICATION_TOKEN");
}

const partsOf = (path: string): string[] => path.split("/").filter((part) => part !== "");

function match(resource: ApiResource, parts: readonly string[]): Found | undefined {
  const pattern = partsOf(resource.path);
  const pathParameters: Record<string, string> = {};
  let rank = "";
  for (const [index, segment] of pattern.entries()) {
    const part = parts[index];
    if (part === undefined) return undefined;
    const [, name, greedy] = /^\{([\w.:-]+)(\+?)\}$/.exec(segment) ?? [];
    if (name === undefined) {
      if (segment !== part) return undefined;
      rank += "0";
    } else if (greedy === "+") {
      pathParameters[name] = parts.slice(index).join("/");
      return { resource, pathParameters, rank: `${rank}2` };
    } else {
      pathParameters[name] = decodeURIComponent(part);
      rank += "1";
    }
  }
  return parts.length === pattern.length ? { resource, pathParameters, rank } : undefined;
}
