import { moduleId, type ModuleStep } from "./address";
import { grouped } from "../grouped";
import type { JsonObject } from "./json";
import { readPriorData, type PlannedResource } from "./planned-resources";

/** The resource instances of a plan, by type and by where they stand. Only types that are asked for are looked through. */
export class Instances {
  private readonly byType: ReadonlyMap<string, readonly PlannedResource[]>;
  private readonly byPlace = new Map<string, ReadonlyMap<string, readonly PlannedResource[]>>();
  private readonly byAddress = new Map<string, ReadonlyMap<string, PlannedResource>>();
  private prior: ReadonlyMap<string, readonly PlannedResource[]> | undefined;

  constructor(
    /** In the order of the plan. */
    readonly all: readonly PlannedResource[],
    private readonly priorState: JsonObject,
  ) {
    this.byType = grouped(all, ({ mode, type }) => (mode === "data" ? `data.${type}` : type));
  }

  get types(): Iterable<string> {
    return this.byType.keys();
  }

  /** Every instance of a type that the plan has a row for; the type of a data source begins with `data.`. */
  ofType(type: string): readonly PlannedResource[] {
    return this.byType.get(type) ?? [];
  }

  /** Every instance of one block within one module instance, data sources that were read before the plan among them. */
  of(modulePath: readonly ModuleStep[], type: string, name: string): readonly PlannedResource[] {
    let places = this.byPlace.get(type);
    if (places === undefined) {
      places = grouped(this.known(type), placeOf);
      this.byPlace.set(type, places);
    }
    return places.get(placeId(modulePath, name)) ?? [];
  }

  at(address: string, type: string): PlannedResource | undefined {
    let addresses = this.byAddress.get(type);
    if (addresses === undefined) {
      addresses = new Map(this.known(type).map((resource) => [resource.address, resource]));
      this.byAddress.set(type, addresses);
    }
    return addresses.get(address);
  }

  private known(type: string): readonly PlannedResource[] {
    const planned = this.ofType(type);
    if (!type.startsWith("data.")) return planned;
    this.prior ??= grouped(readPriorData(this.priorState), (data) => `data.${data.type}`);
    // A data source that is read again at apply stands among the changes; its old value proves nothing.
    const again = new Set(planned.map(({ address }) => address));
    return [...planned, ...(this.prior.get(type) ?? []).filter(({ address }) => !again.has(address))];
  }
}

const placeOf = ({ modulePath, name }: PlannedResource): string => placeId(modulePath, name);

const placeId = (modulePath: readonly ModuleStep[], name: string): string => `${moduleId(modulePath)}|${name}`;
