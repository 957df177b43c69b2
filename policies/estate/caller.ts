import type { Attribute } from "../attribute";
import type { TaggedResource } from "./resource";

export interface LambdaFunction extends TaggedResource {
  readonly name: Attribute;
  readonly arn: Attribute;
  /** Value of an environment variable, by its name. */
  readonly environment: (variable: string) => Attribute;
  /** Names of its environment variables. */
  readonly variables: readonly string[] | "undetermined";
  /** ARN of its execution role. */
  readonly role: Attribute;
}
