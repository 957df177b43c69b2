import type { Estate } from "../../estate";
import type { PlanEnvelope } from "../envelope";
import { grouped } from "../grouped";
import { objectOf } from "../json";
import type { PlannedResource } from "../planned-resources";
import type { PlanReader } from "../reader";
import { readActionGroups, readAgents, readAliases, readInferenceProfiles } from "./agents";
import { readBudgets } from "./budgets";
import { readApis } from "./apis";
import { readFunctions } from "./callers";
import { readCostAllocationTags } from "./cost-allocation-tags";
import { readEntrances } from "./entrances";
import { faultsOf } from "./faults";
import { lazily } from "./lazily";
import { ownAttribute, readLink } from "./links";
import { PlannedPlace, type SourceFrames } from "./place";
import { RegionReader } from "./regions";
import { readRemoved } from "./removed";
import type { PlanSource } from "./source";
import { readUsagePlanKeys, readUsagePlans } from "./usage-plans";
import { readStateBackend } from "./state";
import { isTaggable, TagReader } from "./tags";

/** Fills the estate from a plan: what will stand after the apply, and what goes. Each family is read when a rule asks for it. */
export function estateFromPlan(plan: PlanEnvelope, reader: PlanReader, frames: SourceFrames): Estate {
  const managed = reader.resources.filter(({ mode }) => mode === "managed");
  const [gone, standing] = split(managed, ({ change }) => change === "delete" || change === "forget");
  const providers = objectOf(plan.configuration["provider_config"]);
  const tags = new TagReader(reader, providers);
  const regions = new RegionReader(reader, providers);
  const sources = { reader, tags, regions, frames };
  const source: PlanSource = {
    reader,
    standing: byType(standing),
    removed: byType(gone),
    place: (resource) => new PlannedPlace(resource, sources),
    read: (resource, ...path) => reader.attribute(resource, path),
    link: (resource, ...path) => readLink(reader, resource, path),
    own: ownAttribute,
  };
  const intent: Estate["intent"] = gone.length > 0 && standing.length === 0 ? "destroy" : "apply";
  return lazily(
    { intent },
    {
      agents: () => readAgents(source),
      aliases: () => readAliases(source),
      actionGroups: () => readActionGroups(source),
      inferenceProfiles: () => readInferenceProfiles(source),
      functions: () => readFunctions(source),
      apis: () => readApis(source),
      entrances: () => readEntrances(source),
      usagePlans: () => readUsagePlans(source),
      usagePlanKeys: () => readUsagePlanKeys(source),
      stateBackend: () => readStateBackend(reader.backend),
      costAllocationTags: () => readCostAllocationTags(source),
      budgets: () => readBudgets(source),
      taggable: () => standing.filter(isTaggable).map(source.place),
      removed: () => readRemoved(gone, source),
      faults: () => faultsOf(plan),
    },
  );
}

function split<T>(all: readonly T[], first: (one: T) => boolean): readonly [T[], T[]] {
  const [yes, no]: [T[], T[]] = [[], []];
  for (const one of all) (first(one) ? yes : no).push(one);
  return [yes, no];
}

function byType(resources: readonly PlannedResource[]): (...types: string[]) => readonly PlannedResource[] {
  const index = grouped(resources, ({ type }) => type);
  return (...types) => types.flatMap((type) => index.get(type) ?? []);
}
