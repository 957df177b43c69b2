import type { Service } from "../service";
import { credentialScopeOf } from "./credential-scope";
import type { Match, Protocol, WireRequest } from "./wire";

export interface Route {
  readonly service: Service;
  readonly protocol: Protocol;
  readonly match: Match;
}

/** A request that no operation of AWS's models answers, or none of a service that is here. */
export interface NoRoute {
  /** The SDK's serviceId; for a service that is not here, its name in the signature's scope. */
  readonly service: string;
  readonly operation: string;
  readonly protocol?: Protocol;
}

/**
 * Finds the operation that a request means: the services by the signature's scope, the protocol by the request itself,
 * then the most specific operation. Where two services have the same path, one that is implemented wins, then the
 * service that stands first.
 */
export function route(services: readonly Service[], request: WireRequest): Route | NoRoute {
  const scope = credentialScopeOf(request)?.service;
  const kind = kindOf(request);
  const speaking = services.flatMap((service) =>
    service.wire.protocols
      .filter((protocol) => protocol.kind === kind && (scope === undefined || service.wire.scope === scope))
      .map((protocol) => ({ service, protocol })),
  );
  const routes = speaking.flatMap(({ service, protocol }) =>
    protocol.find(request, service.operations).map((match) => ({ service, protocol, match })),
  );
  const [best] = routes.sort((a, b) => rank(b) - rank(a));
  return best ?? askedOf(speaking, request, scope);
}

export function isRoute(found: Route | NoRoute): found is Route {
  return "match" in found;
}

function kindOf({ headers }: WireRequest): Protocol["kind"] {
  if (headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) return "query";
  return headers["x-amz-target"] === undefined ? "rest" : "json";
}

function rank({ service, match }: Route): number {
  return match.specificity * 2 + (service.handlers.has(match.operation.name) ? 1 : 0);
}

function askedOf(speaking: readonly Omit<Route, "match">[], request: WireRequest, scope = "unsigned"): NoRoute {
  for (const { service, protocol } of speaking) {
    const operation = protocol.asked(request);
    if (operation !== undefined) return { service: service.wire.name, operation, protocol };
  }
  const action = new URLSearchParams(Buffer.from(request.body).toString("latin1")).get("Action");
  const target = request.headers["x-amz-target"]?.split(".").at(-1);
  return { service: scope, operation: target ?? action ?? `${request.method} ${request.path}` };
}
