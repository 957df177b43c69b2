import { certainValue, type Attribute, type Certainty, type PossibleValue } from "../attribute";
import type { Agent, AgentAlias, Estate, LambdaFunction, Role } from "../estate";
import { allAgentAliases, mayReach } from "../iam";
import { anyOf } from "../three-valued";
import { groupedBySome } from "../grouped";
import { perEstate } from "../joins/per-estate";
import { rolesNamedBy } from "./roles-named";

/** What invokes an agent through an alias. */
export const action = "bedrock:InvokeAgent";
/** The alias that AWS gives every agent: it serves the draft. */
export const testAlias = "TSTALIASID";

export interface Invoker {
  readonly lambda: LambdaFunction;
  readonly roles: readonly Role[];
  readonly roleIsHere: boolean;
  readonly variables: readonly (readonly [string, Attribute])[];
  readonly aliases: readonly AgentAlias[];
  readonly agents: readonly Agent[];
  /** Whether its role may invoke any agent at all. */
  readonly mayInvoke: Certainty;
}

/** A function that invokes agents: a variable of it names one, or its role may invoke one. */
export function readInvoker(lambda: LambdaFunction, estate: Estate): Invoker | undefined {
  const names = lambda.variables === "undetermined" ? [] : lambda.variables;
  const variables = names.map((name) => [name, lambda.environment(name)] as const);
  const values = variables.flatMap(([, attribute]) => attribute.possible);
  const candidates = nameableIn(estate);
  const aliases = named(values, candidates.aliases, namesAlias);
  const agents = named(values, candidates.agents, namesAgent);
  const { roles, elsewhere } = rolesNamedBy(lambda.role, estate);
  const mayInvoke = anyOf(roles.map((role) => mayReach(role, action, allAgentAliases)));
  const isNamed = aliases.length > 0 || agents.length > 0 || values.some(isTestAlias);
  // What is not known of a role whose function names no agent is judged where the role is: it makes no invoker of it.
  if (!isNamed && mayInvoke !== "yes") return undefined;
  return { lambda, roles, roleIsHere: elsewhere.length === 0, variables, aliases, agents, mayInvoke };
}

/** What a value may name, by address, id and ARN, so that not every alias is asked about every variable. */
const nameableIn = perEstate(({ aliases, agents }) => ({
  aliases: groupedBySome<unknown, AgentAlias>(aliases, ({ address, id, arn }) => [
    ...new Set([address, certainValue(id)?.value, certainValue(arn)?.value]),
  ]),
  agents: groupedBySome<unknown, Agent>(agents, ({ address }) => [address]),
}));

type ByName<R> = ReadonlyMap<unknown, readonly R[]>;

function named<R>(
  values: readonly PossibleValue[],
  candidates: ByName<R>,
  names: (value: PossibleValue, each: R) => boolean,
): readonly R[] {
  const found = values.flatMap((value) =>
    [value.kind === "resolved" ? value.of : undefined, textOf(value)]
      .flatMap((name) => (name === undefined ? [] : (candidates.get(name) ?? [])))
      .filter((each) => names(value, each)),
  );
  return [...new Set(found)];
}

const textOf = (value: PossibleValue): string | undefined =>
  "value" in value && typeof value.value === "string" && value.value !== "" ? value.value : undefined;

export function namesAlias(value: PossibleValue, alias: AgentAlias): boolean {
  if (value.kind === "resolved" && value.of === alias.address)
    return value.attribute === "agent_alias_id" || value.attribute === "agent_alias_arn";
  const text = textOf(value);
  return text !== undefined && (certainValue(alias.id)?.value === text || certainValue(alias.arn)?.value === text);
}

export function namesAgent(value: PossibleValue, agent: Agent): boolean {
  return value.kind === "resolved" && value.of === agent.address && /^(agent_)?(id|arn)$/.test(value.attribute);
}

export const isTestAlias = (value: PossibleValue): boolean => textOf(value)?.includes(testAlias) === true;
