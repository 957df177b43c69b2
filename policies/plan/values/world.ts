import type { ConfigModule } from "../configuration/module";
import { plannedValue, type indexInstances, type PlannedResource } from "../planned-resources";
import type { Value } from "./value";

/** Everything that expressions of one plan can refer to. */
export class PlanWorld {
  private addresses: ReadonlyMap<string, PlannedResource> | undefined;

  constructor(
    readonly root: ConfigModule,
    /** Values of the root module's variables, as the plan was made with. */
    readonly variables: unknown,
    readonly instances: ReturnType<typeof indexInstances>,
  ) {}

  /** The value that the plan holds already for an attribute of a resource. */
  valueOf(value: Value): Value | undefined {
    if (value.kind !== "attribute") return undefined;
    this.addresses ??= byAddress(this.instances);
    const resource = this.addresses.get(value.address);
    const planned = resource && plannedValue(resource, value.path);
    return planned?.state === "known" && planned.value !== undefined
      ? { kind: "known", value: planned.value, sensitive: planned.sensitive }
      : undefined;
  }
}

function byAddress(instances: PlanWorld["instances"]): ReadonlyMap<string, PlannedResource> {
  const addresses = new Map<string, PlannedResource>();
  for (const group of instances.values()) for (const each of group) addresses.set(each.address, each);
  return addresses;
}
