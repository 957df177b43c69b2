import { certainText, known, type Certainty } from "../attribute";
import type { Agent, Estate, InferenceProfile } from "../estate";
import { firstFew } from "../first-few";
import { inOneRegion, nameOfRegion, regionsNamed } from "../region";
import type { Finding, Rule } from "../rule";
import { scopeOf } from "../scope-of";
import { companionsOf, type Companion, type Neighbours } from "./agent-companions";

export const oneRegion: Rule = {
  id: "one-region",
  level: "mandatory",
  question: "Do an agent, its profile, its functions and its API stand in one Region?",
  rationale:
    "An agent finds its inference profile, its functions and its aliases in its own Region only: a chain over two Regions breaks at the first call, or leaves a profile behind that is tagged and never used.",
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-create.html",
  examine: (estate) => [
    ...estate.agents.map((agent) => judgeAgent(agent, estate)),
    ...estate.inferenceProfiles.flatMap(judgeProfile),
  ],
};

function judgeAgent(agent: Agent, estate: Estate): Finding {
  const { address } = agent;
  const here = nameOfRegion(agent);
  const companions = [...companionsOf(agent, estate), ...namedModels(agent)];
  const elsewhere = companions.filter((neighbours) => regionOf(neighbours, agent) !== "yes").flat();
  const worded = (companions: readonly Companion[]): string =>
    firstFew(companions.map(({ what, resource }) => `${what} ${resource.address} in ${nameOfRegion(resource)}`));
  const evidence = [agent, ...elsewhere.map(({ resource }) => resource)].flatMap(({ region }) => region?.trail ?? []);
  const apart = elsewhere.filter((each) => each.belongs === "yes" && inOneRegion(agent, each.resource) === "no");
  if (apart.length > 0) {
    return {
      verdict: "fail",
      address,
      message: `the agent stands in ${here}, and its ${worded(apart)}`,
      evidence,
      remedy: `put them in one Region: give ${firstFew(apart.map(({ resource }) => resource.address))} the agent's provider configuration, or its region`,
    };
  }
  if (elsewhere.length > 0) {
    return {
      verdict: "undetermined",
      address,
      message: `nothing proves that the agent, in ${here}, stands in one Region with the ${worded(elsewhere)}`,
      evidence,
      remedy: "use one provider configuration for them, or set region to a constant in each",
    };
  }
  return {
    verdict: "pass",
    address,
    message: `the agent and everything of ${scopeOf(estate)} that belongs to it stand in ${here}`,
    evidence: [...(agent.region?.trail ?? []), ...together(companions)],
  };
}

/** A profile of another stack, which the agent names by its ARN. A name without a Region is looked for in the agent's own. */
function namedModels(agent: Agent): Neighbours[] {
  const { possible } = agent.foundationModel;
  const given = possible.filter(({ kind }) => kind === "known");
  const named = new Set(regionsNamed({ possible: given, trail: [] }));
  const regions = [...named].flatMap((region) => (region === undefined ? [] : known(region).possible));
  if (regions.length === 0) return [];
  const own = named.has(undefined) || given.length < possible.length ? agent.region?.possible : undefined;
  const address = certainText(agent.foundationModel) ?? "of several names";
  const resource = { address, type: "arn", region: { possible: [...regions, ...(own ?? [])], trail: [] } };
  return [[{ what: "model", resource, belongs: "yes" }]];
}

const regionOf = ([first]: Neighbours, agent: Agent): Certainty =>
  first === undefined ? "yes" : inOneRegion(agent, first.resource);

/** Of companions that all stand where the agent does. */
const together = (companions: readonly Neighbours[]): string[] =>
  companions
    .flat()
    .filter(({ belongs }) => belongs === "yes")
    .map(({ what, resource }) => `${what} ${resource.address} stands there too`);

/** A profile can copy only what its own Region has; where either Region is open, AWS decides at the apply. */
function judgeProfile(profile: InferenceProfile): Finding[] {
  const { address } = profile;
  const own = profile.region && certainText(profile.region);
  const [copied, ...others] = [...new Set(regionsNamed(profile.copyFrom))];
  if (own === undefined || copied === undefined || others.length > 0) return [];
  const evidence = [...(profile.region?.trail ?? []), ...profile.copyFrom.trail];
  return own === copied
    ? [{ verdict: "pass", address, message: `the profile stands in ${own}, and so does what it copies`, evidence }]
    : [
        {
          verdict: "fail",
          address,
          message: `the profile stands in ${own}, and copies a model of ${copied}`,
          evidence,
          remedy: `copy a model or system-defined profile whose ARN names ${own}`,
        },
      ];
}
