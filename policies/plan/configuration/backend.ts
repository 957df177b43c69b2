import path from "node:path";
import type { SourceLocation } from "../../estate";
import { isList, isObject, type JsonObject } from "../json";
import { lineOfHeader, type TerraformFile } from "./terraform-files";

/** Where the configuration keeps its state: a `backend` or a `cloud` block, or neither. */
export interface ConfigBackend {
  /** Type of the backend, or `cloud`; undefined where nothing is said. */
  readonly type: string | undefined;
  readonly settings: JsonObject;
  /** In HCL. */
  readonly location: SourceLocation | undefined;
}

/**
 * The file that the command line lays beside the copy of a stack, to plan it elsewhere than where it is deployed. What it says
 * of the state is about that one run, and not what the stack says.
 */
export const targetOverrideFile = "chargeback_override.tf.json";

/**
 * The last block stands: Terraform lets files have one of both kinds, and an override file replaces it whole.
 * Source: https://developer.hashicorp.com/terraform/language/files/override
 */
export function readBackend(files: readonly TerraformFile[]): ConfigBackend {
  const own = files.filter((file) => path.basename(file.path) !== targetOverrideFile);
  return own.flatMap(backendsIn).at(-1) ?? { type: undefined, settings: {}, location: undefined };
}

function backendsIn(file: TerraformFile): ConfigBackend[] {
  return bodies(file.json["terraform"]).flatMap((terraform) => [
    ...bodies(terraform["backend"])
      .flatMap(Object.entries)
      .flatMap(([type, body]) => blocksOf(type, body, file)),
    ...blocksOf("cloud", terraform["cloud"], file),
  ]);
}

function blocksOf(type: string, body: unknown, file: TerraformFile): ConfigBackend[] {
  if (type === "//") return [];
  const line = lineOfHeader(file, type === "cloud" ? ["cloud"] : ["backend", type]);
  const location = line === undefined ? undefined : { file: file.path, line };
  return bodies(body).map((settings) => ({ type, settings, location }));
}

const bodies = (value: unknown): readonly JsonObject[] => (isList(value) ? value : [value]).filter(isObject);
