import type { Agent, Estate, Resource } from "../estate";
import { LeadsBack, type Leading } from "../joins/leads-back";
import { perEstate } from "../joins/per-estate";
import { ReferenceIndex } from "../joins/reference-index";
import { ownedByAgents, type OwnedResource } from "./agent-owners";

/** Something of the plan that belongs, or may belong, to an agent: what calls it, and what it calls. */
export interface Companion {
  /** Its kind, in words. */
  readonly what: string;
  readonly resource: Resource;
  readonly belongs: "yes" | "unknown";
}

/** Companions of one Region, so that one question answers for all of them. Never empty. */
export type Neighbours = readonly Companion[];

/** The resources of the plan that an agent's calls go through, or may go through. */
export function companionsOf(agent: Agent, estate: Estate): readonly Neighbours[] {
  const { own, anybodys, profiles } = companions(estate);
  return [...profiles(agent), ...own(agent).map((each) => [each]), ...anybodys];
}

const companions = perEstate((estate) => {
  const agents = new ReferenceIndex(estate.agents, ({ id }) => id);
  const owned = new LeadsBack(
    ownedByAgents(estate, agents).map((each) => [each, each.agents] as const),
    agents.any,
  );
  const own = (agent: Agent): readonly Companion[] => owned.toOne(agent).map(companion);
  return { own, anybodys: byRegion(owned.toAny.map(companion)), profiles: profilesOf(estate) };
});

const companion = ({ from: { what, resource }, certainty }: Leading<OwnedResource>): Companion => ({
  what,
  resource,
  belongs: certainty,
});

function profilesOf({ inferenceProfiles }: Estate): (agent: Agent) => readonly Neighbours[] {
  const what = "inference profile";
  const index = new ReferenceIndex(inferenceProfiles, ({ arn }) => arn);
  let everyProfile: readonly Neighbours[] | undefined;
  return ({ foundationModel }) => {
    const { certain, possible } = index.ledTo(foundationModel);
    const own = [...certain].map((resource): Neighbours => [{ what, resource, belongs: "yes" }]);
    const perhaps = (): Companion[] => [...possible].map((resource) => ({ what, resource, belongs: "unknown" }));
    if (possible === index.any.possible) return [...own, ...(everyProfile ??= byRegion(perhaps()))];
    return [...own, ...perhaps().map((each) => [each])];
  };
}

function byRegion(all: readonly Companion[]): readonly Neighbours[] {
  const groups = new Map<string, Companion[]>();
  for (const companion of all) {
    const region = JSON.stringify(companion.resource.region?.possible);
    const group = groups.get(region);
    if (group === undefined) groups.set(region, [companion]);
    else group.push(companion);
  }
  return [...groups.values()];
}
