import type { InstanceKey, ModuleStep } from "../address";
import type { ConfigModule, ConfigResource, Source } from "../configuration/module";
import type { PlannedResource } from "../planned-resources";
import { descend } from "./access";
import type { Following, Scope } from "./scope";
import { giveFolder } from "./settling";
import { knownValue, structured, undetermined, union, type Values } from "./value";

/** The scope in which a resource instance's attributes are evaluated; undefined if it is not in the configuration. */
export function scopeOfResource(
  resource: PlannedResource,
  follower: Following,
): { scope: Scope; config: ConfigResource } | undefined {
  const outer = scopeOfModule(resource.modulePath, follower);
  const config = outer?.module.resource(resource.mode, resource.type, resource.name);
  return outer === undefined || config === undefined
    ? undefined
    : { config, scope: withKey(outer, resource.key, config.forEach, follower) };
}

/** The configuration of a resource instance, without the scope that its expressions would need. */
export function configOf(resource: PlannedResource, root: ConfigModule): ConfigResource | undefined {
  let module: ConfigModule | undefined = root;
  for (const { name } of resource.modulePath) module = module?.calls.get(name)?.module;
  return module?.resource(resource.mode, resource.type, resource.name);
}

/** Module calls with `count` or `for_each` make several instances; the steps' keys tell which one this is. */
export function scopeOfModule(path: readonly ModuleStep[], follower: Following): Scope | undefined {
  let scope: Scope = { module: follower.world.root, modulePath: [] };
  for (const [index, { name, key }] of path.entries()) {
    const call = scope.module.calls.get(name);
    if (call?.module === undefined) return undefined;
    const caller = { scope: withKey(scope, key, call.forEach, follower), callName: name };
    scope = { module: call.module, modulePath: path.slice(0, index + 1), caller };
  }
  return scope;
}

/** @param scope of a module, in which no instance is meant yet */
function withKey(scope: Scope, key: InstanceKey, forEach: Source | undefined, follower: Following): Scope {
  if (key === undefined) return scope;
  if (typeof key === "number") return { ...scope, count: key };
  const value = (): Values => {
    if (forEach === undefined) return undetermined("the for_each of this block is not at hand", giveFolder);
    return union(
      follower.source(forEach, [], scope, "for_each").map((each) => {
        const shape = structured(each);
        // Over a set the value is the key; JSON has lists for sets.
        return shape.kind === "list" ? knownValue(key) : descend([shape], key);
      }),
    );
  };
  return { ...scope, each: { key, value } };
}
