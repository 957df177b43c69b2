import { UnusableInputError } from "../../unusable-input";
import { differs } from "./agreement";
import { formatPath } from "./format-path";
import type { AttributePath, ConfigCall, ConfigModule, ConfigResource, LocatedSource, Source } from "./module";
import { resourcesOf } from "./module";

/**
 * The plan's configuration, completed from the folder where the plan holds references only. The plan's own text always wins.
 * @throws UnusableInputError naming the first difference, when the folder is not the one that the plan was made from.
 */
export function overlay(
  plan: ConfigModule,
  folder: ConfigModule,
  where: string,
  module = "the root module",
): ConfigModule {
  sameNames(plan.resources, folder.resources, where, module, "resource");
  sameNames(plan.calls, folder.calls, where, module, "module call");
  sameExpressions(plan, folder, where, module);
  return {
    ...resourcesOf(merge(plan.resources, folder.resources, overlayResource)),
    calls: merge(plan.calls, folder.calls, (call, other, name) => overlayCall(call, other, where, name)),
    variables: merge(plan.variables, folder.variables, (variable, { type }) => ({ ...variable, type })),
    outputs: merge(plan.outputs, folder.outputs, strongerOf),
    locals: folder.locals,
    providers: folder.providers,
    folder: folder.folder,
    decodeYaml: folder.decodeYaml,
    backend: folder.backend,
  };
}

function overlayResource(plan: ConfigResource, folder: ConfigResource): ConfigResource {
  return {
    mode: plan.mode,
    type: plan.type,
    name: plan.name,
    providerKey: plan.providerKey,
    leaves: () => plan.leaves?.() ?? [],
    sourceOf: (path) => strongerAt(path, plan, folder),
    count: stronger(plan.count, folder.count),
    forEach: stronger(plan.forEach, folder.forEach),
    constructPath: folder.constructPath,
    location: folder.location,
  };
}

function strongerAt(path: AttributePath, plan: ConfigResource, folder: ConfigResource): LocatedSource | undefined {
  const own = plan.sourceOf(path);
  // Dynamic blocks are absent from the plan's expressions, so an absent source is looked up as well.
  return own === undefined || own.source.kind === "references" ? (folder.sourceOf(path) ?? own) : own;
}

function overlayCall(plan: ConfigCall, folder: ConfigCall, where: string, name: string): ConfigCall {
  const module =
    plan.module !== undefined && folder.module !== undefined
      ? overlay(plan.module, folder.module, where, `module ${name}`)
      : plan.module;
  return {
    args: merge(plan.args, folder.args, strongerOf),
    count: stronger(plan.count, folder.count),
    forEach: stronger(plan.forEach, folder.forEach),
    module,
  };
}

function strongerOf(plan: Source, folder: Source): Source {
  return plan.kind === "references" ? folder : plan;
}

function stronger(plan: Source | undefined, folder: Source | undefined): Source | undefined {
  return plan === undefined || plan.kind === "references" ? (folder ?? plan) : plan;
}

function merge<T>(
  plan: ReadonlyMap<string, T>,
  folder: ReadonlyMap<string, T>,
  combine: (plan: T, folder: T, name: string) => T,
): Map<string, T> {
  const merged = new Map<string, T>();
  for (const [name, own] of plan) {
    const other = folder.get(name);
    merged.set(name, other === undefined ? own : combine(own, other, name));
  }
  return merged;
}

function sameNames(
  plan: ReadonlyMap<string, unknown>,
  folder: ReadonlyMap<string, unknown>,
  where: string,
  module: string,
  what: string,
): void {
  const missing = [...plan.keys()].find((name) => !folder.has(name));
  const added = [...folder.keys()].find((name) => !plan.has(name));
  if (missing !== undefined)
    throw notThisPlans(where, `${what} ${label(missing)} of ${module} is in the plan, not in the folder`);
  if (added !== undefined)
    throw notThisPlans(where, `${what} ${label(added)} of ${module} is in the folder, not in the plan`);
}

function sameExpressions(plan: ConfigModule, folder: ConfigModule, where: string, module: string): void {
  const compare = (what: string, own: Source, other: LocatedSource | undefined): void => {
    const difference = differs(own, other);
    if (difference !== undefined) throw notThisPlans(where, `${what} of ${module} has ${difference} there`);
  };
  for (const [id, resource] of plan.resources) {
    const other = folder.resources.get(id);
    for (const [path, source] of resource.leaves?.() ?? []) {
      compare(`${label(id)}.${formatPath(path)}`, source, other?.sourceOf(path));
    }
  }
  for (const [name, call] of plan.calls) {
    for (const [argument, source] of call.args) {
      const other = folder.calls.get(name)?.args.get(argument);
      compare(`module.${name}: ${argument}`, source, other && { source: other, rest: [] });
    }
  }
  for (const [name, source] of plan.outputs) {
    const other = folder.outputs.get(name);
    compare(`output ${name}`, source, other && { source: other, rest: [] });
  }
}

const label = (id: string): string =>
  id
    .replace(/^managed\|/, "")
    .replace(/^data\|/, "data.")
    .replace("|", ".");

function notThisPlans(where: string, difference: string): UnusableInputError {
  return new UnusableInputError(`configuration folder ${where} is not the one this plan was made from: ${difference}`);
}
