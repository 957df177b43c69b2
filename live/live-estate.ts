import type { Estate, Resource } from "../policies/estate";

/** What was read of an account; what is left out was not read, or is not there. */
export type LiveParts = Partial<
  Pick<
    Estate,
    | "agents"
    | "aliases"
    | "actionGroups"
    | "inferenceProfiles"
    | "functions"
    | "permissions"
    | "apis"
    | "entrances"
    | "usagePlans"
    | "usagePlanKeys"
    | "roles"
    | "budgets"
    | "costAllocationTags"
  >
>;

/** An account as the rules see it: every attribute a known value, and nothing about to change. */
export function liveEstate(parts: LiveParts): Estate {
  const { agents = [], aliases = [], actionGroups = [], inferenceProfiles = [], functions = [] } = parts;
  const { permissions = [], apis = [], entrances = [], usagePlans = [], usagePlanKeys = [] } = parts;
  const { roles = [], budgets = [], costAllocationTags = [] } = parts;
  const all: readonly Resource[] = [
    ...[...agents, ...aliases, ...actionGroups, ...inferenceProfiles, ...functions, ...permissions, ...apis],
    ...[...entrances, ...usagePlans, ...usagePlanKeys, ...roles, ...budgets, ...costAllocationTags],
  ];
  const byAddress = new Map(all.map((each) => [each.address, each]));
  return {
    intent: "apply",
    live: true,
    agents,
    aliases,
    actionGroups,
    collaborators: [],
    agentParts: [],
    inferenceProfiles,
    modelUses: [],
    modelDelegations: [],
    functions,
    permissions,
    apis,
    entrances,
    usagePlans,
    usagePlanKeys,
    costAllocationTags,
    roles,
    otherPolicies: [],
    budgets,
    taggable: [...inferenceProfiles, ...functions, ...apis.flatMap(({ stages }) => stages)],
    removed: [],
    faults: [],
    at: (address) => byAddress.get(address),
  };
}
