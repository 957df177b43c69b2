import type { ConfigCall } from "../configuration/module";
import { isList, isObject, member } from "../json";
import type { PlannedResource } from "../planned-resources";
import { lazyMap } from "./access";
import { scopeOfModule } from "./instance-scope";
import type { Following, Scope } from "./scope";
import { giveFolder } from "./settling";
import { asDeclared } from "./variable-type";
import { knownValue, plain, structured, undetermined, union, type Values } from "./value";

/**
 * What a name of two or three parts stands for: `var.x`, `local.x`, `each.key`, `module.m`, `TYPE.NAME`, `data.TYPE.NAME`.
 * Longer names are reached from these by keys: undefined says that the path is no such name.
 */
export function resolveName(path: readonly string[], scope: Scope, follower: Following): Values | undefined {
  const [first, second, third] = path;
  if (first === undefined || second === undefined) return undefined;
  if (first === "data")
    return path.length === 3 && third !== undefined ? instances("data", second, third, scope, follower) : undefined;
  if (path.length !== 2) return undefined;
  switch (first) {
    case "var":
      return variable(second, scope, follower);
    case "local":
      return local(second, scope, follower);
    case "each":
      return each(second, scope);
    case "count":
      return scope.count === undefined ? undetermined("count.index outside a counted block") : knownValue(scope.count);
    case "path":
      return pathOf(second, scope, follower);
    case "terraform":
    case "self":
      return undetermined(`${first}.${second} is not followed`);
    case "module":
      return moduleInstances(second, scope, follower);
    default:
      return instances("managed", first, second, scope, follower);
  }
}

function pathOf(what: string, scope: Scope, { world }: Following): Values {
  const folder = what === "module" ? scope.module.folder : what === "root" ? world.root.folder : undefined;
  const relative = world.files.pathOf(folder);
  return relative === undefined ? undetermined(`path.${what} is not followed`, giveFolder) : knownValue(relative);
}

function variable(name: string, scope: Scope, follower: Following): Values {
  const declared = scope.module.variables.get(name);
  const fallback = (): Values =>
    declared !== undefined && "default" in declared
      ? knownValue(declared.default).map((value) => asDeclared(value, declared))
      : undetermined(`var.${name} has no value in the plan`);
  if (scope.caller === undefined) {
    const given = member(follower.world.variables, name);
    const sensitive = declared?.sensitive === true;
    return isObject(given) && "value" in given
      ? [asDeclared({ kind: "known", value: given["value"], sensitive }, declared)]
      : fallback();
  }
  const { scope: callerScope, callName } = scope.caller;
  const arg = callerScope.module.calls.get(callName)?.args.get(name);
  if (arg === undefined) return fallback();
  const values = follower
    .source(arg, [], callerScope, `module.${callName}: ${name}`)
    .map((value) => asDeclared(value, declared));
  // A null argument means the default where the variable is not nullable, which the plan does not tell: both are possible.
  const mayBeNull = values.some((value) => value.kind === "known" && value.value === null);
  return mayBeNull && declared !== undefined && "default" in declared ? union([values, fallback()]) : values;
}

function local(name: string, scope: Scope, follower: Following): Values {
  const { locals } = scope.module;
  if (locals === undefined) return undetermined(`the body of local.${name} is not in the plan`, giveFolder);
  const source = locals.get(name);
  return source === undefined
    ? undetermined(`local.${name} is not in the configuration folder`)
    : follower.source(source, [], scope, `local.${name}`);
}

function each(what: string, scope: Scope): Values {
  if (scope.each === undefined) return undetermined(`each.${what} of a for_each that is not in the plan`, giveFolder);
  return what === "key" ? knownValue(scope.each.key) : scope.each.value();
}

/** One instance, or all of them as a list (count) or a map (for_each). */
function instances(mode: "managed" | "data", type: string, name: string, scope: Scope, follower: Following): Values {
  const label = mode === "data" ? `data.${type}.${name}` : `${type}.${name}`;
  const config = scope.module.resource(mode, type, name);
  if (config === undefined) return undetermined(`${label} is not in the configuration`);
  const found = follower.world.instances.of(scope.modulePath, mode === "data" ? `data.${type}` : type, name);
  const standing = found.filter(({ change }) => change !== "delete" && change !== "forget");
  const refer = ({ address }: PlannedResource): Values => [
    { kind: "attribute", address, type: mode === "data" ? `data.${type}` : type, path: [] },
  ];
  // The keys of the instances tell for_each from count: the plan leaves out a for_each over a function of constants.
  const keyedBy = (kind: "string" | "number"): boolean => standing.some(({ key }) => typeof key === kind);
  if (config.forEach !== undefined || keyedBy("string")) {
    return [{ kind: "map", entries: new Map(standing.map((instance) => [String(instance.key), refer(instance)])) }];
  }
  if (config.count !== undefined || keyedBy("number"))
    return [{ kind: "list", items: inPlaces(standing, refer, label) }];
  const [only] = standing;
  return only === undefined ? undetermined(`${label} is not in the plan`) : refer(only);
}

/** A targeted plan can leave instances out: the others keep their places. */
function inPlaces(
  standing: readonly PlannedResource[],
  refer: (each: PlannedResource) => Values,
  label: string,
): Values[] {
  const byKey = new Map(standing.map((instance) => [Number(instance.key), refer(instance)]));
  const size = standing.reduce((most, { key }) => Math.max(most, Number(key) + 1), 0);
  const length = Math.min(size, maxInstances);
  return Array.from(
    { length },
    (_, index) => byKey.get(index) ?? undetermined(`${label}[${index}] is not in the plan`),
  );
}

/** Bounds what a tampered index can make us build. */
const maxInstances = 100_000;

/** A module call as the object of its outputs, or a list or a map of such. */
function moduleInstances(name: string, scope: Scope, follower: Following): Values {
  const call = scope.module.calls.get(name);
  if (call?.module === undefined) return undetermined(`the body of module.${name} is not at hand`, giveFolder);
  const outputs = (key: string | number | undefined): Values => {
    const inner = scopeOfModule([...scope.modulePath, { name, key }], follower);
    if (inner === undefined) return undetermined(`module.${name} is not in the configuration`);
    const readers = [...inner.module.outputs].map(
      ([output, source]) => [output, () => follower.source(source, [], inner, `module.${name}.${output}`)] as const,
    );
    return [{ kind: "map", entries: lazyMap(readers) }];
  };
  if (call.forEach === undefined && call.count === undefined) return outputs(undefined);
  const keys = keysOf(call, scope, follower);
  // Terraform has planned it: a key that is written stands for an instance that is there.
  if (keys === undefined && call.forEach !== undefined) return [{ kind: "instances", at: outputs }];
  if (keys === undefined) return undetermined(`the instances of module.${name} are not known`, giveFolder);
  return call.forEach === undefined
    ? [{ kind: "list", items: keys.map(outputs) }]
    : [{ kind: "map", entries: lazyMap(keys.map((key) => [String(key), () => outputs(key)] as const)) }];
}

function keysOf(call: ConfigCall, scope: Scope, follower: Following): (string | number)[] | undefined {
  const source = call.forEach ?? call.count;
  const [value, ...others] =
    source === undefined ? [] : follower.world.settled(follower.source(source, [], scope, "for_each"));
  if (value === undefined || others.length > 0) return undefined;
  const shape = structured(value);
  if (shape.kind === "map") return [...shape.entries.keys()];
  const json = plain(value)?.value;
  if (isList(json)) return json.map(String);
  return typeof json === "number" && json <= maxInstances
    ? Array.from({ length: json }, (_, index) => index)
    : undefined;
}
