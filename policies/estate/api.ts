import type { Attribute } from "../attribute";
import type { Resource, TaggedResource } from "./resource";

/** A REST API, or an HTTP or WebSocket API. */
export interface Api extends Resource {
  readonly name: Attribute;
  readonly id: Attribute;
  /** URI of the function that an integration of this API calls, one entry an integration. */
  readonly integrations: readonly Attribute[];
  /** Resource policies of a REST API, as JSON text; empty where anybody may come. */
  readonly policies: readonly Attribute[];
  /** A list with EDGE, REGIONAL or PRIVATE, of a REST API. */
  readonly endpointTypes: Attribute;
  /** What is billed of an API: requests at its stages. */
  readonly stages: readonly TaggedResource[];
}
