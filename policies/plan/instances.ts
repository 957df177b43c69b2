import { moduleId, type ModuleStep } from "./address";
import { grouped } from "./grouped";
import type { PlannedResource } from "./planned-resources";

/** The resource instances of a plan, by where they stand. Only types that are asked for are looked through. */
export class Instances {
  private readonly byType: ReadonlyMap<string, readonly PlannedResource[]>;
  private readonly byPlace = new Map<string, ReadonlyMap<string, readonly PlannedResource[]>>();
  private readonly byAddress = new Map<string, ReadonlyMap<string, PlannedResource>>();

  constructor(resources: readonly PlannedResource[]) {
    this.byType = grouped(resources, ({ type }) => type);
  }

  /** Every instance of one block within one module instance. */
  of(modulePath: readonly ModuleStep[], mode: string, type: string, name: string): readonly PlannedResource[] {
    let places = this.byPlace.get(type);
    if (places === undefined) {
      places = grouped(this.byType.get(type) ?? [], placeOf);
      this.byPlace.set(type, places);
    }
    return places.get(placeId(modulePath, mode, name)) ?? [];
  }

  at(address: string, type: string): PlannedResource | undefined {
    let addresses = this.byAddress.get(type);
    if (addresses === undefined) {
      addresses = new Map(this.byType.get(type)?.map((resource) => [resource.address, resource]));
      this.byAddress.set(type, addresses);
    }
    return addresses.get(address);
  }
}

const placeOf = ({ modulePath, mode, name }: PlannedResource): string => placeId(modulePath, mode, name);

const placeId = (modulePath: readonly ModuleStep[], mode: string, name: string): string =>
  `${moduleId(modulePath)}|${mode}|${name}`;
