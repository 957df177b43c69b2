import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { UnusableInputError } from "../../unusable-input";
import { isList, isObject, listOf, objectOf, textOf, type JsonObject } from "../json";
import type {
  AttributePath,
  ConfigCall,
  ConfigModule,
  ConfigResource,
  ConfigVariable,
  LocatedSource,
  Source,
} from "./module";
import { resourceId } from "./module";
import { readVariable } from "./from-plan";
import { jsonSource } from "./source";

/** Reads a Terraform configuration folder: HCL and JSON, local modules, and the modules that `terraform init` installed. */
export async function configurationFromFolder(dir: string): Promise<ConfigModule> {
  const installed = await readInstalledModules(dir);
  return readModuleFolder(dir, { root: dir, installed, callPath: [] });
}

interface Place {
  readonly root: string;
  /** Folder by dotted call path, as `.terraform/modules/modules.json` records it. */
  readonly installed: ReadonlyMap<string, string>;
  readonly callPath: readonly string[];
}

/** Terraform itself stops long before; this bounds a folder whose modules call each other in a circle. */
const maxModuleDepth = 32;

async function readModuleFolder(dir: string, place: Place): Promise<ConfigModule> {
  const files = await readTerraformFiles(dir);
  const resources = new Map<string, ConfigResource>();
  const calls = new Map<string, ConfigCall>();
  const variables = new Map<string, ConfigVariable>();
  const outputs = new Map<string, Source>();
  const locals = new Map<string, Source>();
  for (const { name: writtenIn, json } of files) {
    for (const resource of readResources(json, writtenIn)) {
      resources.set(resourceId(resource.mode, resource.type, resource.name), resource);
    }
    for (const [name, body] of blocks(json["variable"])) {
      variables.set(name, readVariable(body));
    }
    for (const [name, body] of blocks(json["output"])) outputs.set(name, jsonSource(body["value"], writtenIn));
    for (const body of bodies(json["locals"])) {
      for (const [name, value] of Object.entries(body))
        if (name !== "//") locals.set(name, jsonSource(value, writtenIn));
    }
    for (const [name, body] of blocks(json["module"])) {
      calls.set(name, await readCall(dir, name, body, writtenIn, place));
    }
  }
  return { resources, calls, variables, outputs, locals };
}

async function readCall(dir: string, name: string, body: JsonObject, file: string, place: Place): Promise<ConfigCall> {
  const callPath = [...place.callPath, name];
  const args = new Map<string, Source>();
  for (const [argument, value] of Object.entries(body)) {
    if (!metaArguments.has(argument)) args.set(argument, jsonSource(value, file));
  }
  const source = textOf(body["source"]) ?? "";
  const local = /^\.\.?\//.test(source) ? path.resolve(dir, source) : undefined;
  const folder = place.installed.get(callPath.join(".")) ?? local;
  const readable = folder !== undefined && callPath.length <= maxModuleDepth;
  return {
    args,
    count: optionalSource(body["count"], file),
    forEach: optionalSource(body["for_each"], file),
    module: readable ? await readModuleFolder(folder, { ...place, callPath }) : undefined,
  };
}

const metaArguments = new Set(["source", "version", "count", "for_each", "providers", "depends_on", "//"]);

function* readResources(file: JsonObject, writtenIn: string): Iterable<ConfigResource> {
  for (const [mode, block] of [
    ["managed", "resource"],
    ["data", "data"],
  ] as const) {
    for (const types of bodies(file[block])) {
      for (const [type, named] of Object.entries(types)) {
        for (const [name, body] of blocks(named)) yield readResource(mode, type, name, body, writtenIn);
      }
    }
  }
}

function readResource(
  mode: "managed" | "data",
  type: string,
  name: string,
  body: JsonObject,
  file: string,
): ConfigResource {
  const metadata = objectOf(objectOf(body["//"])["metadata"]);
  return {
    mode,
    type,
    name,
    sourceOf: (attribute) => locate(body, attribute, file),
    count: optionalSource(body["count"], file),
    forEach: optionalSource(body["for_each"], file),
    constructPath: textOf(metadata["path"]),
  };
}

function locate(body: JsonObject, attribute: AttributePath, writtenIn: string): LocatedSource | undefined {
  const [first, ...rest] = attribute;
  if (first === undefined || !Object.hasOwn(body, first)) return undefined;
  return { source: jsonSource(body[first], writtenIn), rest };
}

const optionalSource = (json: unknown, file: string): Source | undefined =>
  json === undefined ? undefined : jsonSource(json, file);

/** Labelled blocks: `{ NAME: BODY }`, `{ NAME: [BODY] }`, or a list of such. */
function* blocks(value: unknown): Iterable<readonly [string, JsonObject]> {
  for (const named of bodies(value)) {
    for (const [name, body] of Object.entries(named)) {
      if (name !== "//") for (const each of bodies(body)) yield [name, each];
    }
  }
}

const bodies = (value: unknown): readonly JsonObject[] => (isList(value) ? value : [value]).filter(isObject);

interface TerraformFile {
  readonly name: string;
  readonly json: JsonObject;
}

async function readTerraformFiles(dir: string): Promise<TerraformFile[]> {
  const names = await readdir(dir).catch((error: unknown) => {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UnusableInputError(`configuration folder ${dir} cannot be read: ${reason}`);
  });
  const terraform = names.filter((name) => /\.tf(\.json)?$/.test(name) && !name.startsWith(".")).sort();
  // Override files are laid over the others by Terraform; reading them last gives theirs the last word.
  const isOverride = (name: string): boolean => /(^|_)override\.tf(\.json)?$/.test(name);
  const ordered = [...terraform.filter((name) => !isOverride(name)), ...terraform.filter(isOverride)];
  return Promise.all(ordered.map(async (name) => ({ name, json: await parseFile(path.join(dir, name)) })));
}

async function parseFile(file: string): Promise<JsonObject> {
  const text = await readFile(file, "utf8");
  try {
    if (file.endsWith(".json")) return objectOf(JSON.parse(text));
    // The HCL parser is WebAssembly and takes a while to start: only HCL pays for it.
    const { parse } = await import("@cdktn/hcl2json");
    return objectOf(await parse(file, text));
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
    throw new UnusableInputError(`configuration file ${file} cannot be parsed: ${reason.slice(0, 200)}`);
  }
}

async function readInstalledModules(dir: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(path.join(dir, ".terraform", "modules", "modules.json"), "utf8").catch(() => undefined);
  const installed = new Map<string, string>();
  if (text === undefined) return installed;
  for (const entry of listOf(objectOf(parseOrEmpty(text))["Modules"])) {
    const { Key: key, Dir: folder } = objectOf(entry);
    if (typeof key === "string" && typeof folder === "string" && key !== "")
      installed.set(key, path.resolve(dir, folder));
  }
  return installed;
}

function parseOrEmpty(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
