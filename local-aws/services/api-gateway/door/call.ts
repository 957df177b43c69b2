import type { Context } from "../../../context";
import type { WireRequest } from "../../../protocol/wire";
import type { ApiResource, ApiContent, RestApi, Stage } from "../state";
import type * as sdk from "@aws-sdk/client-api-gateway";

/** A request to a deployed REST API. */
export interface Call {
  readonly api: RestApi;
  readonly stage: Stage;
  /** What the stage serves. */
  readonly content: ApiContent;
  readonly request: WireRequest;
  /** Below the stage, with its first slash: `/invoke`. */
  readonly path: string;
  /** In the API's own Region. */
  readonly context: Context;
}

/** A call whose method has been found. */
export interface MethodCall extends Call {
  readonly resource: ApiResource;
  readonly method: sdk.Method;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The key that it was made with, where the method asks for one. */
  readonly apiKey?: { readonly id: string; readonly value: string };
}

/** Media type of the body, as models and templates are kept by. */
export const mediaTypeOf = ({ headers }: WireRequest): string =>
  headers["content-type"]?.split(";")[0]?.trim().toLowerCase() || "application/json";
