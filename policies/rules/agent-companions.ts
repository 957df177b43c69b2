import type { Certainty } from "../attribute";
import type { Agent, Api, Estate, LambdaFunction, Resource } from "../estate";
import { both, either, leadsTo } from "../leads-to";

/** Something of the plan that may belong to an agent: what calls it, and what it calls. */
export interface Companion {
  /** Its kind, in words. */
  readonly what: string;
  readonly resource: Resource;
  /** Worked out when it is asked for: where all stand together nobody asks. */
  readonly belongs: () => Certainty;
}

/** Every resource of the plan that an agent's calls could go through. */
export function companionsOf(agent: Agent, estate: Estate): Companion[] {
  const aliases = estate.aliases.map((alias) => ({ alias, belongs: () => leadsTo(alias.agentId, agent, agent.id) }));
  const groups = estate.actionGroups.map((group) => ({
    group,
    belongs: () => leadsTo(group.agentId, agent, agent.id),
  }));
  const invokes = (lambda: LambdaFunction): Certainty => {
    if (lambda.variables === "undetermined") return "unknown";
    const named = lambda.variables.map(lambda.environment);
    return either([
      ...named.map((value) => leadsTo(value, agent, agent.id)),
      ...aliases.map(({ alias, belongs }) =>
        both(belongs(), either(named.map((value) => leadsTo(value, alias, alias.id)))),
      ),
    ]);
  };
  const executes = (lambda: LambdaFunction): Certainty =>
    either(groups.map(({ group, belongs }) => both(belongs(), leadsTo(group.executor, lambda, lambda.arn))));
  const serves = (api: Api): Certainty =>
    either(
      estate.functions.map((lambda) =>
        both(invokes(lambda), either(api.integrations.map((uri) => leadsTo(uri, lambda, lambda.arn)))),
      ),
    );
  return [
    ...estate.inferenceProfiles.map((resource) => ({
      what: "inference profile",
      resource,
      belongs: () => leadsTo(agent.foundationModel, resource, resource.arn),
    })),
    ...aliases.map(({ alias, belongs }) => ({ what: "alias", resource: alias, belongs })),
    ...groups.map(({ group, belongs }) => ({ what: "action group", resource: group, belongs })),
    ...estate.functions.map((resource) => ({
      what: "function",
      resource,
      belongs: () => either([executes(resource), invokes(resource)]),
    })),
    ...estate.apis.map((resource) => ({ what: "API", resource, belongs: () => serves(resource) })),
  ];
}
