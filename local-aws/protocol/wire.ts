import type { InputFault } from "./input-fault";
import type { Operation, Shape } from "./schema";

/** A request as it came over HTTP, with a body that is whole and no longer aws-chunked. */
export interface WireRequest {
  readonly method: string;
  /** As sent: percent-encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** An operation that was found for a request, and the labels of its path, decoded. */
export interface Match {
  readonly operation: Operation;
  readonly labels: Readonly<Record<string, string>>;
  /** How much of the request the operation asks for: the most specific one is meant. */
  readonly specificity: number;
}

/** An error as every protocol can write it. */
export interface Fault {
  /** The name of the shape, or the code where AWS models none. */
  readonly code: string;
  /** The code on the query protocol. */
  readonly queryCode: string;
  readonly status: number;
  readonly message: string;
  readonly members: Readonly<Record<string, unknown>>;
  /** Absent where AWS models no such error. */
  readonly shape?: Shape;
}

/** One of AWS's wire protocols, with what a service has to say on it (its version, target or namespace). */
export interface Protocol {
  /** Tells by the request which protocol it speaks: a form, an X-Amz-Target, or neither. */
  readonly kind: "query" | "json" | "rest";
  /** Every operation that the request may mean. */
  readonly find: (request: WireRequest, operations: ReadonlyMap<string, Operation>) => readonly Match[];
  /** What the request calls its operation, for one that is not there. Undefined if it is not for this service. */
  readonly asked: (request: WireRequest) => string | undefined;
  readonly read: (match: Match, request: WireRequest) => unknown;
  readonly write: (operation: Operation, output: unknown, requestId: string) => WireResponse;
  readonly writeFault: (fault: Fault, requestId: string) => WireResponse;
  /** How this protocol names a request that does not fit the model. */
  readonly inputFault: (fault: InputFault) => Fault;
}

/** How a service is called. */
export interface Wire {
  /** The SDK's serviceId: `STS`, `Bedrock Agent`. */
  readonly name: string;
  /** The service in the scope of the signature: `sts`; four services share `bedrock`. */
  readonly scope: string;
  readonly protocols: readonly Protocol[];
}
