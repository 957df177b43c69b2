import type { InstanceKey, ModuleStep } from "../address";
import type { AttributePath, ConfigModule, Source } from "../configuration/module";
import type { Values } from "./value";
import type { PlanWorld } from "./world";

/** Where an expression stands: one instance of a module, and the instance keys that are in force there. */
export interface Scope {
  readonly module: ConfigModule;
  readonly modulePath: readonly ModuleStep[];
  /** The scope of the module call, in which its arguments are evaluated; undefined in the root module. */
  readonly caller?: { readonly scope: Scope; readonly callName: string } | undefined;
  readonly each?: { readonly key: InstanceKey; readonly value: () => Values } | undefined;
  readonly count?: number | undefined;
  /** What the `for` expressions around give. Such a name hides whatever else is called so. */
  readonly names?: ReadonlyMap<string, Values> | undefined;
}

/** The scope within a `for`. */
export const withNames = (scope: Scope, names: readonly (readonly [name: string, value: Values])[]): Scope => ({
  ...scope,
  names: new Map([...(scope.names ?? []), ...names]),
});

/** The scope of what stands elsewhere: the body of a local knows nothing of the loop that asks for it. */
export const withoutNames = (scope: Scope): Scope =>
  scope.names === undefined ? scope : { ...scope, names: undefined };

/** What names and scopes need of the one who follows an expression. */
export interface Following {
  readonly world: PlanWorld;
  /** @param rest the part of the attribute's path that lies within the source's value. */
  source(source: Source, rest: AttributePath, scope: Scope, label: string): Values;
}
