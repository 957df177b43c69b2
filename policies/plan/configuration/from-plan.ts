import { lazily } from "../../lazily";
import { isList, isObject, listOf, member, objectOf, textOf, type JsonObject } from "../json";
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
import { ResourcesByType } from "./resources-by-type";
import { mentionsTemplate } from "./source";

/** The configuration as the plan's own JSON tells it: whole for JSON configuration but for locals, references only for HCL. */
export function configurationFromPlan(configuration: JsonObject): ConfigModule {
  return readModule(objectOf(configuration["root_module"]));
}

function readModule(module: JsonObject): ConfigModule {
  const rows = listOf(module["resources"]);
  const own = {
    resource: new ResourcesByType(rows, readResource).find,
    calls: mapOf(module["module_calls"], readCall),
    variables: mapOf(module["variables"], readVariable),
    outputs: mapOf(module["outputs"], (output) => sourceIfPresent(output["expression"]) ?? nothingTold),
    locals: undefined,
  };
  // Only what a folder is held against is looked through as a whole.
  return lazily(own, { resources: () => new Map(rows.flatMap((row) => withId(readResource(objectOf(row))))) });
}

function readResource(row: JsonObject): ConfigResource | undefined {
  const type = textOf(row["type"]);
  const name = textOf(row["name"]);
  const mode = row["mode"];
  if (type === undefined || name === undefined || (mode !== "managed" && mode !== "data")) return undefined;
  return new RowOfPlan(mode, type, name, row);
}

const withId = (resource: ConfigResource | undefined): (readonly [id: string, ConfigResource])[] =>
  resource === undefined ? [] : [[resourceId(resource.mode, resource.type, resource.name), resource]];

/** Few rows are asked for anything. */
class RowOfPlan implements ConfigResource {
  private leavesFound: ReturnType<typeof leavesOf> | undefined;

  constructor(
    readonly mode: "managed" | "data",
    readonly type: string,
    readonly name: string,
    private readonly row: JsonObject,
  ) {}

  sourceOf(path: AttributePath): LocatedSource | undefined {
    return locate(this.row["expressions"], path);
  }

  leaves(): readonly (readonly [AttributePath, Source])[] {
    this.leavesFound ??= leavesOf(this.row["expressions"], []);
    return this.leavesFound;
  }

  get count(): Source | undefined {
    return sourceIfPresent(this.row["count_expression"]);
  }

  get forEach(): Source | undefined {
    return sourceIfPresent(this.row["for_each_expression"]);
  }

  get providerKey(): string | undefined {
    return textOf(this.row["provider_config_key"]);
  }
}

function readCall(call: JsonObject): ConfigCall {
  const args = new Map<string, Source>();
  for (const [name, node] of Object.entries(objectOf(call["expressions"]))) {
    args.set(name, sourceOfNode(node) ?? nothingTold);
  }
  return {
    args,
    count: sourceIfPresent(call["count_expression"]),
    forEach: sourceIfPresent(call["for_each_expression"]),
    module: isObject(call["module"]) ? readModule(call["module"]) : undefined,
  };
}

const nothingTold: Source = { kind: "references", references: [] };

/** A function of constants, as in `toset(["a"])`, leaves an empty node: it is there, and nothing of it is told. */
function sourceIfPresent(node: unknown): Source | undefined {
  return node === undefined ? undefined : (sourceOfNode(node) ?? nothingTold);
}

export function readVariable(variable: JsonObject): ConfigVariable {
  const sensitive = variable["sensitive"] === true;
  return "default" in variable ? { default: variable["default"], sensitive } : { sensitive };
}

/** Nested blocks are lists of objects of nodes; the walk ends at the first node that is an expression. */
export function locate(expressions: unknown, path: AttributePath): LocatedSource | undefined {
  let node = expressions;
  let gone = 0;
  for (const key of path) {
    node = member(node, key);
    gone++;
    const source = sourceOfNode(node);
    if (source !== undefined) return { source, rest: path.slice(gone) };
  }
  return undefined;
}

function leavesOf(node: unknown, path: AttributePath): (readonly [AttributePath, Source])[] {
  const source = sourceOfNode(node);
  if (source !== undefined) return [[path, source]];
  const children: readonly (readonly [string | number, unknown])[] = isList(node)
    ? node.map((child, index) => [index, child] as const)
    : Object.entries(objectOf(node));
  return children.flatMap(([key, child]) => leavesOf(child, [...path, key]));
}

/**
 * In the plan of a JSON configuration an expression node holds both the text, as `constant_value`, and its references. Without
 * references `constant_value` is a value, unless it still looks like a template: then nothing tells which of the two it is.
 */
export function sourceOfNode(node: unknown): Source | undefined {
  if (!isObject(node)) return undefined;
  const references = node["references"];
  if (Object.hasOwn(node, "constant_value")) {
    const json = node["constant_value"];
    if (listOf(references).some(isText)) return { kind: "template", json, writtenIn: "the plan" };
    return mentionsTemplate(json) ? { kind: "references", references: [] } : { kind: "constant", json };
  }
  return isList(references) ? { kind: "references", references: references.filter(isText) } : undefined;
}

const isText = (value: unknown): value is string => typeof value === "string";

function mapOf<T>(value: unknown, read: (member: JsonObject) => T): Map<string, T> {
  return new Map(Object.entries(objectOf(value)).map(([name, each]) => [name, read(objectOf(each))]));
}
