import { type TerraformStack, Testing } from "cdktf";

export type Attributes = Record<string, unknown>;
export interface Synthesized {
  readonly resource: Record<string, Record<string, Attributes>>;
  readonly data?: unknown;
  readonly provider: Record<string, Attributes[]>;
  readonly terraform: { readonly backend: Record<string, Attributes>; readonly required_version: string };
}

/** What a stack renders to, its validations run. */
export const synth = (stack: TerraformStack): Synthesized => JSON.parse(Testing.synth(stack, true)) as Synthesized;

/** Every resource of a type, by name. */
export const all = (synthesized: Synthesized, type: string): [string, Attributes][] =>
  Object.entries(synthesized.resource[type] ?? {});

/** *The* resource of a type whose name contains `part`: fails when there is none, or another beside it. */
export function the(synthesized: Synthesized, type: string, part = ""): Attributes {
  const found = all(synthesized, type).filter(([name]) => name.includes(part));
  const [only] = found;
  if (found.length !== 1 || only === undefined)
    throw new Error(
      `expected one ${type} with "${part}" in its name, found: ${found.map(([name]) => name).join(", ")}`,
    );
  return only[1];
}

/** Address of *the* resource of a type whose name contains `part`. */
export function address(synthesized: Synthesized, type: string, part = ""): string {
  the(synthesized, type, part);
  return `${type}.${all(synthesized, type).find(([name]) => name.includes(part))?.[0] ?? ""}`;
}

/** A policy document, from its JSON text. */
export const policyOf = (text: unknown) => JSON.parse(String(text)) as { Version: string; Statement: Attributes[] };
