import { belief, sourced } from "../../belief";
import { notFound } from "./agent-state";
import type { Agent, AgentAlias } from "./agents-slice";

belief(
  "Bedrock Agent",
  "Every agent has the test alias TSTALIASID, which serves the prepared draft.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-agent.html"),
);
/** Id of the alias that every agent has. */
export const testAlias = "TSTALIASID";

/** The alias of that id; the test alias is there without having been made. */
export function aliasOf(aliasId: string, agent: Agent): AgentAlias {
  const alias = aliasId === testAlias ? testAliasOf(agent) : agent.aliases[aliasId];
  if (!alias) throw notFound(`alias ${aliasId} of agent ${agent.id}`);
  return alias;
}

/** The test alias of an agent, which is no state of its own. */
export const testAliasOf = ({ arn, createdAt }: Agent): AgentAlias => ({
  id: testAlias,
  arn: `${arn.replace(":agent/", ":agent-alias/")}/${testAlias}`,
  createdAt,
  name: "AgentTestAlias",
  description: "Test Alias for Agent",
  invocationState: "ACCEPT_INVOCATIONS",
  updatedAt: createdAt,
  passing: { status: "CREATING", since: createdAt },
  history: [{ version: "DRAFT", startedAt: createdAt }],
  tags: {},
});
