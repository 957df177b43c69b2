import type { SourceLocation } from "../estate";
import { tagKey } from "../project-tag";
import type { Level } from "../rule";

/** What a user decides about the gate. docs/settings.md describes every member. */
export interface Settings {
  /** Key of the cost allocation tag that names the project. */
  readonly tagKey: string;
  /** Values that the tag may take; `*` stands for any characters. undefined: any value. */
  readonly allowedProjects: readonly string[] | undefined;
  /** By rule id; a rule that is not in it keeps its own level. */
  readonly levels: ReadonlyMap<string, Level>;
  readonly waivers: readonly Waiver[];
}

/** Every level a rule can be given, the strictest first. */
export const settableLevels = ["mandatory", "overridable", "advisory"] as const satisfies readonly Level[];

/** Lets verdicts of one rule through for a time. */
export interface Waiver {
  readonly rule: string;
  /** A Terraform address, or a pattern of addresses (address-pattern.ts). */
  readonly address: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day in UTC on which it holds, YYYY-MM-DD. */
  readonly expires: string;
  /** Names it in the report: `chargeback.yaml#waivers[2]`. */
  readonly place: string;
  readonly location?: SourceLocation | undefined;
}

/** What holds without a `chargeback.yaml`. */
export const defaultSettings: Settings = { tagKey, allowedProjects: undefined, levels: new Map(), waivers: [] };

/** Looked for in the folder that the gate is run in. */
export const settingsFileName = "chargeback.yaml";
