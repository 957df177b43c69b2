import type { ActionGroup, Agent, AgentAlias, Estate, LambdaFunction, Resource } from "../estate";
import { LeadsBack, type Leading } from "../joins/leads-back";
import { Chain, doubted, uniteLed, type Led } from "../joins/led";
import { ReferenceIndex } from "../joins/reference-index";

/** A resource that calls agents or is called by them, and which ones. */
export interface OwnedResource {
  /** Its kind, in words. */
  readonly what: string;
  readonly resource: Resource;
  readonly agents: Led<Agent>;
}

/** Everything of the estate that an agent's calls go through on their way to it, and the functions that it calls. */
export function ownedByAgents(estate: Estate, agents: ReferenceIndex<Agent>): readonly OwnedResource[] {
  const functions = new ReferenceIndex(estate.functions, ({ arn }) => arn);
  const invoked = invokedBy(estate, agents);
  const executed = executing(estate, agents, functions);
  const callers = new Chain(functions.any, agents.any, invoked);
  return [
    ...estate.aliases.map((alias) => ({ what: "alias", resource: alias, agents: agents.ledTo(alias.agentId) })),
    ...estate.actionGroups.map((group) => ({
      what: "action group",
      resource: group,
      agents: agents.ledTo(group.agentId),
    })),
    ...estate.functions.map((lambda) => ({
      what: "function",
      resource: lambda,
      agents: uniteLed([executed(lambda), invoked(lambda)]),
    })),
    ...estate.apis.map((api) => ({
      what: "API",
      resource: api,
      agents: uniteLed(api.integrations.map((uri) => callers.through(functions.ledTo(uri)))),
    })),
  ];
}

/** The agents that a function's variables name, by themselves or by an alias. */
function invokedBy({ aliases }: Estate, agents: ReferenceIndex<Agent>): (lambda: LambdaFunction) => Led<Agent> {
  const index = new ReferenceIndex(aliases, ({ id }) => id);
  const ofAliases = new Chain<AgentAlias, Agent>(index.any, agents.any, ({ agentId }) => agents.ledTo(agentId));
  return ({ variables, environment }) =>
    variables === "undetermined"
      ? agents.any
      : uniteLed(
          variables.map(environment).flatMap((value) => [agents.ledTo(value), ofAliases.through(index.ledTo(value))]),
        );
}

/** The agents that carry out actions by a function. */
function executing(
  { actionGroups }: Estate,
  agents: ReferenceIndex<Agent>,
  functions: ReferenceIndex<LambdaFunction>,
): (lambda: LambdaFunction) => Led<Agent> {
  const groups = new LeadsBack<ActionGroup, LambdaFunction>(
    actionGroups.map((group) => [group, functions.ledTo(group.executor)]),
    functions.any,
  );
  const ofAgents = ({ from, certainty }: Leading<ActionGroup>): Led<Agent> => {
    const led = agents.ledTo(from.agentId);
    return certainty === "yes" ? led : doubted(led);
  };
  const anybodys = uniteLed(groups.toAny.map(ofAgents));
  return (lambda) => uniteLed([...groups.toOne(lambda).map(ofAgents), anybodys]);
}
