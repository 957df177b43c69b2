import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../context";
import type { FaultInjector, InjectedFault } from "../faults";
import { handedRole } from "../propagation";
import type { LoggedRequest } from "../request-log";
import type { Service } from "../service";
import { isRoute, type NoRoute, type Route, route } from "../protocol/router";
import { restJson } from "../protocol/rest-json";
import { toFault } from "../protocol/to-fault";
import type { Fault, Protocol, WireRequest, WireResponse } from "../protocol/wire";

export type Answer = Pick<LoggedRequest, "service" | "operation" | "code" | "missing"> & {
  /** Undefined: the connection is cut. */
  readonly response: WireResponse | undefined;
};

/** Answers a request: finds the operation, decodes, lets the handler act, encodes. Never throws. */
export async function answer(
  services: readonly Service[],
  request: WireRequest,
  context: Context,
  faults: FaultInjector,
): Promise<Answer> {
  const found = route(services, request);
  if (!isRoute(found)) return notThere(found, context);
  const { service, protocol, match } = found;
  const named = { service: service.wire.name, operation: match.operation.name };
  const handler = service.handlers.get(match.operation.name);
  if (!handler) return notThere({ ...named, protocol }, context);
  try {
    const input = protocol.read(match, request);
    const role = handedRole(named.service, input, context);
    for (const effect of faults.strike({ ...named, role })) {
      if (effect.kind === "cut") return { ...named, response: undefined };
      if (effect.kind === "latency") await sleep(effect.milliseconds, undefined, { ref: false });
      else if (effect.kind !== "propagation") return fail(named, injected(effect, protocol), protocol, context);
      else if (role) throw role.refusal;
    }
    const output = await handler(input, context);
    return { ...named, response: writeOutput(found, output, context) };
  } catch (error) {
    return fail(named, toFault(error, service.sdk, protocol), protocol, context);
  }
}

/** A handler's output that does not fit the model is the handler's fault, not the client's. */
function writeOutput({ protocol, match: { operation } }: Route, output: unknown, { requestId }: Context): WireResponse {
  try {
    return protocol.write(operation, output, requestId);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The answer of ${operation.name} does not fit its model: ${reason}`, { cause: error });
  }
}

function fail(named: Omit<NoRoute, "protocol">, fault: Fault, protocol: Protocol, { requestId }: Context): Answer {
  return { ...named, code: fault.code, response: protocol.writeFault(fault, requestId) };
}

function notThere({ service, operation, protocol = restJson() }: NoRoute, context: Context): Answer {
  const message = `Local AWS has no operation ${service}.${operation}.`;
  const fault: Fault = { code: "NotImplemented", queryCode: "NotImplemented", status: 501, message, members: {} };
  return { ...fail({ service, operation }, fault, protocol, context), missing: true };
}

function injected(effect: InjectedFault["effect"] & { kind: "throttle" | "error" }, { kind }: Protocol): Fault {
  if (effect.kind === "throttle") {
    const code = kind === "query" ? "Throttling" : "ThrottlingException";
    const status = kind === "rest" ? 429 : 400;
    return { code, queryCode: code, status, message: "Rate exceeded", members: {} };
  }
  const code = effect.code ?? "InternalFailure";
  return { code, queryCode: code, status: effect.status, message: "Injected on purpose.", members: {} };
}
