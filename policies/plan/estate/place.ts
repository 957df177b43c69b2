import type { Attribute } from "../../attribute";
import type { SourceLocation, TaggedResource } from "../../estate";
import type { PlannedResource } from "../planned-resources";
import type { PlanReader } from "../reader";
import type { RegionReader } from "./regions";
import type { TagReader } from "./tags";

/** Construct path to the line of TypeScript that made it; written beside the plan by `chargeback plan`. */
export type SourceFrames = Readonly<Record<string, SourceLocation>>;

export interface PlaceSources {
  readonly reader: PlanReader;
  readonly tags: TagReader;
  readonly regions: RegionReader;
  readonly frames: SourceFrames;
}

/** What a planned resource is in the estate. Large plans have one for each row, so everything but its name is read on demand. */
export class PlannedPlace implements TaggedResource {
  private regionRead: Attribute | undefined;

  constructor(
    protected readonly resource: PlannedResource,
    private readonly sources: PlaceSources,
  ) {}

  get address(): string {
    return this.resource.address;
  }

  get type(): string {
    return this.resource.type;
  }

  get change(): PlannedResource["change"] {
    return this.resource.change;
  }

  get constructPath(): string | undefined {
    return this.sources.reader.constructPath(this.resource);
  }

  get location(): SourceLocation | undefined {
    const { frames, reader } = this.sources;
    const path = this.constructPath;
    return path !== undefined && Object.hasOwn(frames, path) ? frames[path] : reader.location(this.resource);
  }

  get region(): Attribute {
    this.regionRead ??= this.sources.regions.region(this.resource);
    return this.regionRead;
  }

  tag(key: string): Attribute {
    return this.sources.tags.tag(this.resource, key);
  }
}

/** How the members of a family are worked out, each when it is first asked for; it is kept then. */
export type MemberReaders<Members> = { readonly [Key in keyof Members]: (resource: PlannedResource) => Members[Key] };

/** Places of a family of which a plan may have thousands: what `lazily` is for one, for all of them at once. */
export function placesWith<Members extends object>(
  sources: PlaceSources,
  readers: MemberReaders<Members>,
): (resource: PlannedResource) => PlannedPlace & Members {
  class FamilyPlace extends PlannedPlace {
    private readonly read = new Map<keyof Members, unknown>();

    member(key: keyof Members): unknown {
      if (!this.read.has(key)) this.read.set(key, readers[key](this.resource));
      return this.read.get(key);
    }
  }
  for (const key of Object.keys(readers) as (keyof Members)[]) {
    Object.defineProperty(FamilyPlace.prototype, key, {
      get(this: FamilyPlace) {
        return this.member(key);
      },
    });
  }
  return (resource) => {
    const place: PlannedPlace = new FamilyPlace(resource, sources);
    return place as PlannedPlace & Members;
  };
}
