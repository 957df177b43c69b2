import * as sdk from "@aws-sdk/client-bedrock-agent";
import { assumed, belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { page } from "../../page";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { without } from "../../without";
import { agentOf, aliasStatusOf, checkSteady } from "./agent-state";
import { aliasOf, testAlias, testAliasOf } from "./alias-of";
import type { Agent, AgentAlias } from "./agents-slice";
import { checkLimits } from "./limits";
import { contentOf, cutVersion } from "./versions";

belief(
  "Bedrock Agent",
  "CreateAgentAlias and UpdateAgentAlias without a routing configuration cut a version and route to it.",
  sourced("https://github.com/hashicorp/terraform-provider-aws/pull/42603"),
);
belief(
  "Bedrock Agent",
  "Only the test alias routes to DRAFT, a moved alias serves its new version at once, and a deleted one is gone at once.",
  assumed("its page says neither"),
);

type Routing = readonly sdk.AgentAliasRoutingConfigurationListItem[];

/** Aliases: what callers name, and which version it serves. */
export const aliases = {
  CreateAgentAlias: ({ agentId, agentAliasName, description, routingConfiguration, tags = {} }, context) => {
    const { accountId, partition, region, clock, id } = context;
    const agent = agentOf(agentId, context);
    checkLimits({ name: agentAliasName, description });
    checkName(agentAliasName, undefined, agent);
    const version = routeTo(routingConfiguration, agent, "CreateAgentAlias", context);
    const aliasId = id(10);
    const createdAt = clock.now().toISOString();
    const alias: AgentAlias = {
      id: aliasId,
      arn: `arn:${partition}:bedrock:${region}:${accountId}:agent-alias/${agentId}/${aliasId}`,
      createdAt,
      name: agentAliasName,
      description,
      invocationState: "ACCEPT_INVOCATIONS",
      updatedAt: createdAt,
      passing: { status: "CREATING", since: createdAt },
      history: [{ version, startedAt: createdAt }],
      tags,
    };
    agent.aliases[aliasId] = alias;
    return { agentAlias: describe(alias, agent, context) };
  },

  GetAgentAlias: ({ agentId, agentAliasId }, context) => {
    const agent = agentOf(agentId, context);
    return { agentAlias: describe(aliasOf(agentAliasId, agent), agent, context) };
  },

  UpdateAgentAlias: (input, context) => {
    const { agentId, agentAliasId, agentAliasName, description, routingConfiguration, aliasInvocationState } = input;
    const agent = agentOf(agentId, context);
    const alias = changeable(agentAliasId, agent);
    checkLimits({ name: agentAliasName, description });
    checkName(agentAliasName, alias, agent);
    const version = routeTo(routingConfiguration, agent, "UpdateAgentAlias", context);
    const at = context.clock.now().toISOString();
    const serving = alias.history.at(-1);
    if (serving?.version !== version) {
      if (serving) serving.endedAt = at;
      alias.history.push({ version, startedAt: at });
    }
    Object.assign(alias, {
      name: agentAliasName,
      description,
      updatedAt: at,
      passing: { status: "UPDATING", since: at },
    });
    alias.invocationState = aliasInvocationState ?? alias.invocationState;
    return { agentAlias: describe(alias, agent, context) };
  },

  DeleteAgentAlias: ({ agentId, agentAliasId }, context) => {
    const agent = agentOf(agentId, context);
    Reflect.deleteProperty(agent.aliases, changeable(agentAliasId, agent).id);
    return { agentId, agentAliasId, agentAliasStatus: "DELETING" };
  },

  ListAgentAliases: ({ agentId, ...asked }, context) => {
    const agent = agentOf(agentId, context);
    const { items, nextToken } = page([...Object.values(agent.aliases), testAliasOf(agent)], asked);
    const agentAliasSummaries = items.map((alias) =>
      without(describe(alias, agent, context), "agentId", "agentAliasArn", "agentAliasHistoryEvents"),
    );
    return { agentAliasSummaries, nextToken };
  },
} satisfies Handlers<typeof sdk>;

function changeable(aliasId: string, agent: Agent): AgentAlias {
  if (aliasId === testAlias) throw modelled(sdk.ValidationException, `The alias ${testAlias} cannot be changed.`);
  return aliasOf(aliasId, agent);
}

/** The version that is asked for; where none is, a new one. */
function routeTo(routing: Routing | undefined, agent: Agent, operation: string, context: Context): string {
  const version = routing?.[0]?.agentVersion;
  if (version === undefined) return cutVersion(agent, operation, context);
  checkSteady(agent, operation, context);
  if (version === "DRAFT") throw modelled(sdk.ValidationException, "An alias cannot be routed to DRAFT.");
  contentOf(agent, version);
  return version;
}

function checkName(name: string, itself: AgentAlias | undefined, { aliases }: Agent): void {
  if (Object.values(aliases).some((alias) => alias !== itself && alias.name === name))
    throw modelled(sdk.ConflictException, `An alias named ${name} already exists.`);
}

function describe(alias: AgentAlias, agent: Agent, context: Context): sdk.AgentAlias {
  const events = alias.history.map(({ version, startedAt, endedAt }) => ({
    routingConfiguration: [{ agentVersion: version }],
    startDate: new Date(startedAt),
    ...(endedAt !== undefined && { endDate: new Date(endedAt) }),
  }));
  return {
    agentId: agent.id,
    agentAliasId: alias.id,
    agentAliasName: alias.name,
    agentAliasArn: alias.arn,
    description: alias.description,
    routingConfiguration: events.at(-1)?.routingConfiguration ?? [],
    createdAt: new Date(alias.createdAt),
    updatedAt: new Date(alias.updatedAt),
    agentAliasHistoryEvents: events,
    agentAliasStatus: aliasStatusOf(alias, context),
    aliasInvocationState: alias.invocationState,
  };
}
