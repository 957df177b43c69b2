import * as sdk from "@aws-sdk/client-bedrock-agent";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import { type Agent, type AgentAlias, bedrockAgentSlice, type Passing } from "./agents-slice";

belief(
  "Bedrock Agent",
  "An agent that is CREATING, UPDATING, PREPARING, VERSIONING or DELETING takes no change: its draft, its action groups and its aliases must wait.",
  sourced("https://github.com/hashicorp/terraform-provider-aws/issues/42845"),
);
belief(
  "Bedrock Agent",
  "That refusal is a ConflictException, a 409.",
  assumed("the issue shows its message, and the error is modelled for these operations"),
);
belief(
  "Bedrock Agent",
  "A change of the draft leaves the agent NOT_PREPARED until PrepareAgent.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/agents-test.html"),
);
belief(
  "Bedrock Agent",
  "Passing states end by themselves.",
  assumed("theirs is a fifth of a second, so that an apply is quick; AWS takes seconds"),
);

/** How long a passing state lasts. */
export const passingMs = 200;

/** The agent of that id in the request's Region, or ResourceNotFoundException. */
export function agentOf(agentId: string, context: Context): Agent {
  const { agents } = context.state(bedrockAgentSlice);
  const agent = agents[agentId];
  if (agent?.region !== context.region) throw notFound(`agent ${agentId}`);
  if (agent.passing.status !== "DELETING" || isPassing(agent.passing, context)) return agent;
  Reflect.deleteProperty(agents, agentId);
  throw notFound(`agent ${agentId}`);
}

/** Every agent of the Region; one whose deletion is over is gone. */
export const agentsIn = (context: Context): readonly Agent[] =>
  Object.values(context.state(bedrockAgentSlice).agents).filter(
    ({ region, passing }) =>
      region === context.region && (passing.status !== "DELETING" || isPassing(passing, context)),
  );

export const statusOf = ({ passing, settled }: Agent, context: Context): sdk.AgentStatus =>
  isPassing(passing, context) ? passing.status : settled;

export const aliasStatusOf = ({ passing }: AgentAlias, context: Context): sdk.AgentAliasStatus =>
  isPassing(passing, context) ? passing.status : "PREPARED";

/** Refuses an operation, by its name in AWS's message, on an agent that is in a passing state. */
export function checkSteady(agent: Agent, operation: string, context: Context): void {
  if (isPassing(agent.passing, context)) throw inState(operation, agent.passing.status);
}

/** Refuses to cut a version of an agent whose draft is not prepared. */
export function checkPrepared(agent: Agent, operation: string, context: Context): void {
  checkSteady(agent, operation, context);
  if (agent.settled !== "PREPARED") throw inState(operation, agent.settled);
}

/** Puts the agent in a passing state, and in another when it is over. */
export function pass(
  agent: Agent,
  status: Agent["passing"]["status"],
  settled: Agent["settled"],
  { clock }: Context,
): void {
  const since = clock.now().toISOString();
  Object.assign(agent, { passing: { status, since }, settled });
}

const isPassing = ({ since }: Passing<string>, { clock }: Context): boolean =>
  clock.now().getTime() < Date.parse(since) + passingMs;

export const notFound = (what: string) =>
  modelled(sdk.ResourceNotFoundException, `Failed to retrieve resource because it doesn't exist: ${what}.`);

function inState(operation: string, status: string) {
  const state = status
    .toLowerCase()
    .replaceAll(/(?:^|_)(?<letter>[a-z])/g, (letter) => letter.replace("_", " ").toUpperCase());
  return modelled(
    sdk.ConflictException,
    `${operation} operation can't be performed on Agent when it is in ${state.trim()} state. Retry the request when the agent is in a valid state.`,
  );
}
