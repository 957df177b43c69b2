import type { Attribute, Certainty } from "../attribute";
import type { Resource } from "./resource";

/** A way in from outside: a method of a REST API, a route of an HTTP or WebSocket API, the URL of a function. */
export interface Entrance extends Resource {
  readonly kind: "method" | "route" | "function URL";
  /** As a caller asks for it: POST, or POST /invoke. */
  readonly name: Attribute;
  /** The API that it belongs to; known null for a function URL. */
  readonly api: Attribute;
  /** NONE where nobody has to prove who they are. */
  readonly authorization: Attribute;
  readonly keyRequired: Attribute;
  /** Whether the API answers by itself, without calling anything. */
  readonly mocked: Certainty;
}

/** Bounds what each of its keys may ask of its APIs. */
export interface UsagePlan extends Resource {
  readonly name: Attribute;
  readonly id: Attribute;
  readonly apis: readonly Attribute[] | "undetermined";
  readonly rateLimit: Attribute;
  readonly burstLimit: Attribute;
  readonly quota: Attribute;
  /** Throttles of single methods of its one API; of several APIs nobody can tell whose they are. */
  readonly methodThrottles: readonly MethodThrottle[];
}

/** How often one method may be called. */
export interface MethodThrottle {
  /** Path and method, as in /invoke/POST. */
  readonly method: Attribute;
  readonly rateLimit: Attribute;
  readonly burstLimit: Attribute;
}

export interface UsagePlanKey extends Resource {
  readonly usagePlan: Attribute;
}
