import { grouped } from "../../grouped";
import { objectOf, type JsonObject } from "../json";
import type { ConfigModule, ConfigResource } from "./module";

/** Rows of a plan's configuration. Large plans have thousands, of types that few ask for: a type is read when it is asked for. */
export class ResourcesByType {
  private rowsByType: ReadonlyMap<unknown, readonly unknown[]> | undefined;
  private readonly byName: Readonly<Record<ConfigResource["mode"], Map<string, ReadonlyMap<string, ConfigResource>>>> =
    {
      managed: new Map(),
      data: new Map(),
    };

  /** @param read what a row is, if it is a resource at all; of two with one name the last counts */
  constructor(
    private readonly rows: readonly unknown[],
    private readonly read: (row: JsonObject) => ConfigResource | undefined,
  ) {}

  readonly find: ConfigModule["resource"] = (mode, type, name) =>
    (this.byName[mode].get(type) ?? this.index(mode, type)).get(name);

  private index(mode: ConfigResource["mode"], type: string): ReadonlyMap<string, ConfigResource> {
    this.rowsByType ??= grouped(this.rows, (row) => objectOf(row)["type"]);
    const found = new Map<string, ConfigResource>();
    for (const row of this.rowsByType.get(type) ?? []) {
      const resource = this.read(objectOf(row));
      if (resource?.mode === mode) found.set(resource.name, resource);
    }
    this.byName[mode].set(type, found);
    return found;
  }
}
