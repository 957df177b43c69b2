import { findSystemProfile } from "./find-model";
import type { CallMode, ModelEntry } from "./model-entry";

/**
 * How the model may be called from `region`, on demand first. `undefined`: no page that was read places the model
 * there, so the catalogue does not know; it never means "not available".
 */
export function callableInRegion(entry: ModelEntry, region: string): readonly CallMode[] | undefined {
  const modes: CallMode[] = [];
  if (entry.onDemandRegions.includes(region)) modes.push("on-demand");
  if (systemProfileFor(entry, region) !== undefined) modes.push("profile");
  return modes.length > 0 ? modes : undefined;
}

/**
 * Id of the system-defined profile through which `region` calls the model. A geographic profile, which keeps requests in
 * its geography, goes before a global one.
 */
export function systemProfileFor(entry: ModelEntry, region: string): string | undefined {
  const candidates = entry.systemProfiles.filter((profile) => Object.hasOwn(profile.routes, region));
  return (candidates.find((profile) => !profile.id.startsWith("global.")) ?? candidates[0])?.id;
}

/**
 * Regions that a system-defined profile (id or ARN) may send a request to: from `sourceRegion`, or from any source Region
 * when it is left out. A global profile answers `ANY_COMMERCIAL_REGION`. `undefined`: no such profile or route is known.
 */
export function routedRegions(systemProfile: string, sourceRegion?: string): readonly string[] | undefined {
  const routes = findSystemProfile(systemProfile)?.routes;
  if (routes === undefined) return undefined;
  if (sourceRegion !== undefined) return Object.hasOwn(routes, sourceRegion) ? routes[sourceRegion] : undefined;
  return [...new Set(Object.values(routes).flat())].sort();
}
