import type { Attribute } from "../attribute";
import type { Resource, TaggedResource } from "./resource";

/** A REST API, or an HTTP or WebSocket API. */
export interface Api extends Resource {
  readonly name: Attribute;
  readonly id: Attribute;
  /** URI of the function that an integration of this API calls, one entry an integration. */
  readonly integrations: readonly Attribute[];
  /** What is billed of an API: requests at its stages. */
  readonly stages: readonly TaggedResource[];
}
