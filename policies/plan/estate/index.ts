import type { Estate } from "../../estate";
import type { PlanEnvelope } from "../envelope";
import { grouped } from "../grouped";
import { objectOf } from "../json";
import type { PlannedResource } from "../planned-resources";
import type { PlanReader } from "../reader";
import { readActionGroups, readAgents, readAliases, readInferenceProfiles } from "./agents";
import { readAgentParts } from "./agent-parts";
import { readBudgets } from "./budgets";
import { readApis, readFunctions } from "./callers";
import { faultsOf } from "./faults";
import { lazily } from "./lazily";
import { readPermissions } from "./permissions";
import { PlannedPlace, type SourceFrames } from "./place";
import { readRemoved } from "./removed";
import type { PlanSource } from "./source";
import { isTaggable, TagReader } from "./tags";

/** Fills the estate from a plan: what will stand after the apply, and what goes. Each family is read when a rule asks for it. */
export function estateFromPlan(plan: PlanEnvelope, reader: PlanReader, frames: SourceFrames): Estate {
  const managed = reader.resources.filter(({ mode }) => mode === "managed");
  const [gone, standing] = split(managed, ({ change }) => change === "delete" || change === "forget");
  const tags = new TagReader(reader, objectOf(plan.configuration["provider_config"]));
  const sources = { reader, tags, frames };
  const source: PlanSource = {
    reader,
    standing: byType(standing),
    removed: byType(gone),
    place: (resource) => new PlannedPlace(resource, sources),
    read: (resource, ...path) => reader.attribute(resource, path),
  };
  const intent: Estate["intent"] = gone.length > 0 && standing.length === 0 ? "destroy" : "apply";
  return lazily(
    { intent },
    {
      agents: () => readAgents(source),
      aliases: () => readAliases(source),
      actionGroups: () => readActionGroups(source),
      agentParts: () => readAgentParts(source),
      inferenceProfiles: () => readInferenceProfiles(source),
      functions: () => readFunctions(source),
      permissions: () => readPermissions(source),
      apis: () => readApis(source),
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
