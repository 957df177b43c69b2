import { constructIds } from "./names";
import { code } from "./source-text";
import { made, shorthand, type Imported } from "./statements";
import type { GroupSchema, StandingAgent, StandingGroup } from "./standing-agent";

/** Ids that an AdoptedAgent gives to parts of its own. */
const taken = ["Agent", "Import", "InvokeThroughProfile"];

/** The agent with its action groups, and its alias. */
export function agentStatements(agent: StandingAgent): Imported {
  const ids = constructIds(
    agent.groups.map(({ name }) => name),
    taken,
  );
  const groups = agent.groups.map((group, index) => [ids[index] ?? "", groupOf(group)] as const);
  const existing = {
    agentId: agent.id,
    name: agent.name,
    description: agent.description,
    instruction: agent.instruction,
    idleSessionTtlSec: agent.idleSessionTtlSec,
    kept: agent.kept.length === 0 ? undefined : agent.kept,
  };
  const props = {
    existing,
    ...shorthand("role", "inferenceProfile", "tags", "environment"),
    actionGroups: groups.length === 0 ? undefined : Object.fromEntries(groups),
  };
  const alias = { ...shorthand("agent", "tags"), name: agent.alias.name };
  return {
    bindings: [],
    constructs: ["AdoptedAgent", "AgentAlias", "ImportBlock"],
    statements: [
      made("AdoptedAgent", "Agent", props, "agent"),
      made("AgentAlias", "Alias", alias, "alias"),
      made("ImportBlock", "AliasImport", { to: code("alias.resource"), id: `${agent.alias.id},${agent.id}` }),
    ],
  };
}

const groupOf = ({ id, name, description, enabled, lambda, schema }: StandingGroup) => ({
  actionGroupId: id,
  name,
  description,
  enabled: enabled ? undefined : false,
  handler: { name: lambda.split(":")[6], arn: lambda },
  ...schemaOf(schema),
});

function schemaOf(schema: GroupSchema): object {
  if ("payload" in schema) return { apiSchema: schema.payload };
  if ("bucket" in schema) return { apiSchema: { bucket: schema.bucket, key: schema.key } };
  return {
    functions: schema.functions.map(({ name, description, parameters }) => ({
      name,
      description,
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([parameter, about]) => [
          parameter,
          { ...about, required: about.required ? true : undefined },
        ]),
      ),
    })),
  };
}
