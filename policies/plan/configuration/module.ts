import type { SourceLocation } from "../../estate";
import type { DecodeYaml } from "../values/yaml-data";
import type { ConfigBackend } from "./backend";

/**
 * The text that an attribute's value is computed from.
 * - `template`: JSON whose strings are Terraform templates (`${ }`), from JSON configuration or from HCL turned into JSON;
 * - `constant`: JSON without any template in it;
 * - `references`: only what the expression mentions is known, as in the plan of an HCL configuration. Proves nothing.
 */
export type Source =
  | { readonly kind: "template"; readonly json: unknown; readonly writtenIn: string }
  | { readonly kind: "constant"; readonly json: unknown }
  | { readonly kind: "references"; readonly references: readonly string[] };

export interface ConfigResource {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** What the attribute at this path is computed from. `rest` is the part of the path that lies within the source's value. */
  readonly sourceOf: SourceOf;
  /** Every expression that the plan's JSON has of it. */
  readonly leaves?: (() => readonly (readonly [AttributePath, Source])[]) | undefined;
  readonly count?: Source | undefined;
  readonly forEach?: Source | undefined;
  readonly providerKey?: string | undefined;
  /** From the metadata that CDKTF writes beside each resource. */
  readonly constructPath?: string | undefined;
  /** Where its block begins, for HCL. */
  readonly location?: (() => SourceLocation | undefined) | undefined;
}

export type SourceOf = (path: AttributePath) => LocatedSource | undefined;

export type AttributePath = readonly (string | number)[];

export interface LocatedSource {
  readonly source: Source;
  readonly rest: AttributePath;
}

export interface ConfigCall {
  readonly args: ReadonlyMap<string, Source>;
  readonly count?: Source | undefined;
  readonly forEach?: Source | undefined;
  readonly module: ConfigModule | undefined;
}

export interface ConfigVariable {
  readonly default?: unknown;
  readonly sensitive: boolean;
  /** As it is declared, `any` where it is not. Undefined: not at hand (plan JSON leaves types out). */
  readonly type?: string | undefined;
}

export interface ConfigModule {
  readonly resource: (mode: ConfigResource["mode"], type: string, name: string) => ConfigResource | undefined;
  /** All of them, keyed `managed|TYPE|NAME` and `data|TYPE|NAME`. */
  readonly resources: ReadonlyMap<string, ConfigResource>;
  readonly calls: ReadonlyMap<string, ConfigCall>;
  readonly variables: ReadonlyMap<string, ConfigVariable>;
  readonly outputs: ReadonlyMap<string, Source>;
  /** Undefined: the bodies of this module's locals are not at hand (plan JSON leaves them out). */
  readonly locals: ReadonlyMap<string, Source> | undefined;
  /** What provider configurations set, by NAME or NAME.ALIAS. Undefined: not at hand. */
  readonly providers?: ReadonlyMap<string, SourceOf> | undefined;
  /** The folder that it stands in. Undefined: not at hand. */
  readonly folder?: string | undefined;
  /** Undefined where nothing of it decodes YAML. */
  readonly decodeYaml?: DecodeYaml | undefined;
  /** Undefined: not at hand. Terraform heeds the root module's alone. */
  readonly backend?: ConfigBackend | undefined;
}

/** Resources that are all at hand. */
export const resourcesOf = (
  all: ReadonlyMap<string, ConfigResource>,
): Pick<ConfigModule, "resource" | "resources"> => ({
  resource: (mode, type, name) => all.get(resourceId(mode, type, name)),
  resources: all,
});

export const resourceId = (mode: string, type: string, name: string): string => `${mode}|${type}|${name}`;
