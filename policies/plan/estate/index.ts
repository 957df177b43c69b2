import type { Estate, TaggedResource } from "../../estate";
import type { PlanEnvelope } from "../envelope";
import type { Instances } from "../instances";
import { objectOf } from "../json";
import type { PlannedResource } from "../planned-resources";
import type { PlanReader } from "../reader";
import { readActionGroups, readAgents, readAliases, readInferenceProfiles } from "./agents";
import { readAgentParts } from "./agent-parts";
import { readBudgets } from "./budgets";
import { readApis } from "./apis";
import { readFunctions } from "./callers";
import { readCostAllocationTags } from "./cost-allocation-tags";
import { readEntrances } from "./entrances";
import { faultsOf } from "./faults";
import { lazily } from "../../lazily";
import { ownAttribute, readLink } from "./links";
import { readCollaborators, readModelDelegations, readModelUses } from "./model-uses";
import { readPermissions } from "./permissions";
import { PlannedPlace, placesWith, type SourceFrames } from "./place";
import { RegionReader } from "./regions";
import { readRemoved } from "./removed";
import { readPolicies, type Permissioned } from "./roles";
import type { PlanSource } from "./source";
import { readUsagePlanKeys, readUsagePlans } from "./usage-plans";
import { readStateBackend } from "./state";
import { isTaggable, TagReader } from "./tags";

/** Fills the estate from a plan: what will stand after the apply, and what goes. Each family is read when a rule asks for it. */
export function estateFromPlan(plan: PlanEnvelope, reader: PlanReader, frames: SourceFrames): Estate {
  const { instances } = reader;
  const removed = instances.all.filter((resource) => resource.mode === "managed" && goes(resource));
  const stands = instances.all.some((resource) => resource.mode === "managed" && !goes(resource));
  const providers = objectOf(plan.configuration["provider_config"]);
  const tags = new TagReader(reader, providers);
  const regions = new RegionReader(reader, providers);
  const sources = { reader, tags, regions, frames };
  const source: PlanSource = {
    reader,
    standing: byType(instances, (resource) => !goes(resource)),
    removed: byType(instances, goes),
    place: (resource) => new PlannedPlace(resource, sources),
    placesWith: (readers) => placesWith(sources, readers),
    read: (resource, ...path) => reader.attribute(resource, path),
    link: (resource, ...path) => readLink(reader, resource, path),
    own: ownAttribute,
  };
  const intent: Estate["intent"] = removed.length > 0 && !stands ? "destroy" : "apply";
  const permissioned = lazily({}, { all: (): Permissioned => readPolicies(source) });
  return lazily(
    { intent, at: placesByAddress(instances.all, source) },
    {
      agents: () => readAgents(source),
      aliases: () => readAliases(source),
      actionGroups: () => readActionGroups(source),
      collaborators: () => readCollaborators(source),
      agentParts: () => readAgentParts(source),
      inferenceProfiles: () => readInferenceProfiles(source),
      modelUses: () => readModelUses(source),
      modelDelegations: () => readModelDelegations(source),
      functions: () => readFunctions(source),
      permissions: () => readPermissions(source),
      apis: () => readApis(source),
      entrances: () => readEntrances(source),
      usagePlans: () => readUsagePlans(source),
      usagePlanKeys: () => readUsagePlanKeys(source),
      stateBackend: () => readStateBackend(reader.backend),
      costAllocationTags: () => readCostAllocationTags(source),
      roles: () => permissioned.all.roles,
      otherPolicies: () => permissioned.all.otherPolicies,
      budgets: () => readBudgets(source),
      taggable: () => taggable(instances, source),
      removed: () => readRemoved(removed, source),
      faults: () => faultsOf(plan),
    },
  );
}

const goes = ({ change }: PlannedResource): boolean => change === "delete" || change === "forget";

/** The managed instances of some types that answer yes; each type is looked through once. */
function byType(
  instances: Instances,
  ask: (resource: PlannedResource) => boolean,
): (...types: string[]) => readonly PlannedResource[] {
  const answers = new Map<string, readonly PlannedResource[]>();
  const ofType = (type: string): readonly PlannedResource[] => {
    const found = answers.get(type) ?? instances.ofType(type).filter(ask);
    answers.set(type, found);
    return found;
  };
  return (...types) => types.flatMap(ofType);
}

/** That a type can be tagged shows in one of its instances. */
function taggable(instances: Instances, { standing, place }: PlanSource): TaggedResource[] {
  return [...instances.types]
    .filter((type) => !type.startsWith("data."))
    .flatMap((type) => {
      const resources = standing(type);
      return resources.some(isTaggable) ? resources.map(place) : [];
    });
}

function placesByAddress(all: readonly PlannedResource[], { place, reader }: PlanSource): Estate["at"] {
  let index: ReadonlyMap<string, PlannedResource> | undefined;
  return (address) => {
    index ??= new Map(all.map((resource) => [resource.address, resource]));
    const found = index.get(address);
    if (found !== undefined) return place(found);
    const backend = readStateBackend(reader.backend);
    return backend?.address === address ? backend : undefined;
  };
}
