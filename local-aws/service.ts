import type { Context } from "./context";
import { operationsOf, type Operation } from "./protocol/schema";
import type { Wire } from "./protocol/wire";
import type { Answered, OperationName, Received, CommandOf } from "./sdk-types";

/** What an operation does. Errors are thrown: `modelled(...)` where AWS models one, an `AwsError` where it does not. */
export type Handler<Input, Output> = (input: Input, context: Context) => Output | Promise<Output>;

/** One handler for each operation that is there; a misspelt operation, a wrong input or output does not compile. */
export type Handlers<S> = {
  readonly [N in OperationName<S>]?: Handler<Received<CommandOf<S, N>>, Answered<CommandOf<S, N>>>;
};

/** A service of AWS as the server runs it. */
export interface Service {
  readonly sdk: object;
  readonly wire: Wire;
  /** All operations that AWS has, those without a handler too: they answer 501 by name. */
  readonly operations: ReadonlyMap<string, Operation>;
  readonly handlers: ReadonlyMap<string, Handler<unknown, unknown>>;
}

/**
 * Defines a service by its SDK client, the way it is called, and its behaviour:
 *
 * ```ts
 * import * as sdk from "@aws-sdk/client-sts";
 * export const sts = defineService(sdk, wire, { GetCallerIdentity: (_input, { caller }) => ({ ... }) });
 * ```
 */
export function defineService<S extends object>(sdk: S, wire: Wire, handlers: NoInfer<Handlers<S>>): Service {
  const given = Object.entries(handlers) as [string, Handler<unknown, unknown>][];
  return { sdk, wire, operations: operationsOf(sdk), handlers: new Map(given) };
}
