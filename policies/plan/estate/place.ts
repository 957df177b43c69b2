import type { Attribute } from "../../attribute";
import type { SourceLocation, TaggedResource } from "../../estate";
import type { PlannedResource } from "../planned-resources";
import type { PlanReader } from "../reader";
import type { RegionReader } from "./regions";
import type { TagReader } from "./tags";

/** Construct path to the line of TypeScript that made it; written beside the plan by `chargeback plan`. */
export type SourceFrames = Readonly<Record<string, SourceLocation>>;

/** What a planned resource is in the estate. Large plans have one for each row, so everything but its name is read on demand. */
export class PlannedPlace implements TaggedResource {
  private regionRead: Attribute | undefined;

  constructor(
    private readonly resource: PlannedResource,
    private readonly sources: {
      readonly reader: PlanReader;
      readonly tags: TagReader;
      readonly regions: RegionReader;
      readonly frames: SourceFrames;
    },
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
