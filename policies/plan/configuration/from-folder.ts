import path from "node:path";
import { isList, isObject, objectOf, textOf, type JsonObject } from "../json";
import { readVariable } from "./from-plan";
import { readBackend } from "./backend";
import type { ConfigCall, ConfigModule, ConfigResource, ConfigVariable, Source, SourceOf } from "./module";
import { resourceId, resourcesOf } from "./module";
import { jsonSource } from "./source";
import { yamlDecoder } from "../values/yaml-data";
import { lineOfResource, readInstalledModules, readTerraformFiles, type TerraformFile } from "./terraform-files";

/** Reads a Terraform configuration folder: HCL and JSON, local modules, and the modules that `terraform init` installed. */
export async function configurationFromFolder(dir: string): Promise<ConfigModule> {
  return readModuleFolder(dir, { installed: await readInstalledModules(dir), callPath: [] });
}

interface Place {
  /** Folder by dotted call path. */
  readonly installed: ReadonlyMap<string, string>;
  readonly callPath: readonly string[];
}

/** Terraform itself stops long before; this bounds a folder whose modules call each other in a circle. */
const maxModuleDepth = 32;

async function readModuleFolder(dir: string, place: Place): Promise<ConfigModule> {
  const resources = new Map<string, ConfigResource>();
  const calls = new Map<string, ConfigCall>();
  const variables = new Map<string, ConfigVariable>();
  const outputs = new Map<string, Source>();
  const locals = new Map<string, Source>();
  const providers = new Map<string, SourceOf>();
  const files = await readTerraformFiles(dir);
  for (const file of files) {
    const { json } = file;
    for (const resource of readResources(file)) {
      const id = resourceId(resource.mode, resource.type, resource.name);
      resources.set(id, overridden(resources.get(id), resource));
    }
    for (const [name, body] of blocks(json["variable"])) {
      const type = (textOf(body["type"]) ?? "any").replace(/^\$\{(.*)\}$/s, "$1");
      variables.set(name, { ...readVariable(body), type });
    }
    for (const [name, body] of blocks(json["output"])) outputs.set(name, jsonSource(body["value"], file.path));
    for (const [name, value] of bodies(json["locals"]).flatMap(Object.entries)) {
      if (name !== "//") locals.set(name, jsonSource(value, file.path));
    }
    for (const [name, body] of blocks(json["provider"])) {
      const key = textOf(body["alias"]) === undefined ? name : `${name}.${String(body["alias"])}`;
      const [before, by] = [providers.get(key), sourceOfBody(body, file)];
      providers.set(key, (attribute) => by(attribute) ?? before?.(attribute));
    }
    for (const [name, body] of blocks(json["module"])) calls.set(name, await readCall(dir, name, body, file, place));
  }
  const own = { ...resourcesOf(resources), calls, variables, outputs, locals, providers, folder: dir };
  const decodeYaml = files.some(({ decodesYaml }) => decodesYaml) ? await yamlDecoder() : undefined;
  return { ...own, decodeYaml, backend: readBackend(files) };
}

/** A block of an override file changes the arguments that it names and leaves the others. */
function overridden(before: ConfigResource | undefined, by: ConfigResource): ConfigResource {
  if (before === undefined) return by;
  return {
    ...before,
    sourceOf: (attribute) => by.sourceOf(attribute) ?? before.sourceOf(attribute),
    count: by.count ?? before.count,
    forEach: by.forEach ?? before.forEach,
  };
}

async function readCall(
  dir: string,
  name: string,
  body: JsonObject,
  file: TerraformFile,
  place: Place,
): Promise<ConfigCall> {
  const callPath = [...place.callPath, name];
  const args = new Map<string, Source>();
  for (const [argument, value] of Object.entries(body)) {
    if (!metaArguments.has(argument)) args.set(argument, jsonSource(value, file.path));
  }
  const source = textOf(body["source"]) ?? "";
  const local = /^\.\.?\//.test(source) ? path.join(dir, source) : undefined;
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

function* readResources(file: TerraformFile): Iterable<ConfigResource> {
  for (const [mode, block] of [
    ["managed", "resource"],
    ["data", "data"],
  ] as const) {
    for (const types of bodies(file.json[block])) {
      for (const [type, named] of Object.entries(types)) {
        for (const [name, body] of blocks(named)) yield readResource(mode, type, name, body, file);
      }
    }
  }
}

function readResource(
  mode: "managed" | "data",
  type: string,
  name: string,
  body: JsonObject,
  file: TerraformFile,
): ConfigResource {
  return {
    mode,
    type,
    name,
    sourceOf: sourceOfBody(body, file),
    count: optionalSource(body["count"], file),
    forEach: optionalSource(body["for_each"], file),
    constructPath: textOf(objectOf(objectOf(body["//"])["metadata"])["path"]),
    location: () => {
      const line = lineOfResource(file, mode === "managed" ? "resource" : "data", type, name);
      return line === undefined ? undefined : { file: file.path, line };
    },
  };
}

const sourceOfBody =
  (body: JsonObject, file: TerraformFile): SourceOf =>
  ([first, ...rest]) =>
    first === undefined || !Object.hasOwn(body, first)
      ? undefined
      : { source: jsonSource(body[first], file.path), rest };

const optionalSource = (json: unknown, { path: writtenIn }: TerraformFile): Source | undefined =>
  json === undefined ? undefined : jsonSource(json, writtenIn);

/** Labelled blocks: `{ NAME: BODY }`, `{ NAME: [BODY] }`, or a list of such. */
function* blocks(value: unknown): Iterable<readonly [string, JsonObject]> {
  for (const named of bodies(value)) {
    for (const [name, body] of Object.entries(named)) {
      if (name !== "//") for (const each of bodies(body)) yield [name, each];
    }
  }
}

const bodies = (value: unknown): readonly JsonObject[] => (isList(value) ? value : [value]).filter(isObject);
