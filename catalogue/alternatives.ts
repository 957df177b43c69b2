import { lifecycle } from "./lifecycle";
import type { CallMode, ModelEntry } from "./model-entry";
import { models } from "./models";
import { callableInRegion, systemProfileFor } from "./regions";

/** A model that can be used in a Region today, and what to copy the application inference profile from. */
export interface Alternative {
  readonly modelId: string;
  readonly name: string;
  /** The simplest way from that Region. */
  readonly how: CallMode;
  /** The model id when `how` is `on-demand`, else the system-defined profile id. */
  readonly copyFromId: string;
}

/**
 * Active models that the catalogue places in `region`, those of the same provider as `instead` first.
 * `instead` itself is left out, unless its only trouble is how it is called.
 */
export function liveAlternatives(instead: ModelEntry | undefined, region: string, on: Date): readonly Alternative[] {
  const sameProviderFirst = (a: ModelEntry, b: ModelEntry) =>
    Number(b.provider === instead?.provider) - Number(a.provider === instead?.provider);
  return models
    .filter((entry) => lifecycle(entry, on) === "active")
    .sort(sameProviderFirst)
    .flatMap((entry): readonly Alternative[] => {
      const { modelId, name } = entry;
      const profileId = systemProfileFor(entry, region);
      if (callableInRegion(entry, region)?.includes("on-demand"))
        return [{ modelId, name, how: "on-demand" as const, copyFromId: modelId }];
      return profileId === undefined ? [] : [{ modelId, name, how: "profile" as const, copyFromId: profileId }];
    });
}
