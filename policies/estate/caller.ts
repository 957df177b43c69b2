import type { Attribute } from "../attribute";
import type { Resource, TaggedResource } from "./resource";

export interface LambdaFunction extends TaggedResource {
  readonly name: Attribute;
  readonly environment: (variable: string) => Attribute;
}

export interface Api extends Resource {
  readonly name: Attribute;
  /** URI of the function that an integration of this API calls, one entry an integration. */
  readonly integrations: readonly Attribute[];
  /** What is billed of an API: requests at its stages. */
  readonly stages: readonly TaggedResource[];
}
