import type { Attribute } from "../attribute";
import type { Resource } from "./resource";

/** One statement of a Lambda function's resource policy: who may call it. */
export interface LambdaPermission extends Resource {
  /** Name, ARN or partial ARN of the function. */
  readonly functionName: Attribute;
  /** Version or alias of the function; known null for the function itself. */
  readonly qualifier: Attribute;
  /** What it lets be done with the function. */
  readonly action: Attribute;
  /** Service or account that may do it. */
  readonly principal: Attribute;
  /** ARN of the resource on whose behalf it may; known null for any. */
  readonly sourceArn: Attribute;
  /** Account on whose behalf it may; known null for any. */
  readonly sourceAccount: Attribute;
}
