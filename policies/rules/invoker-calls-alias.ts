import { certainValue, describeValue } from "../attribute";
import { agentNamedBy, type NamedAgent } from "../joins/agent-reference";
import type { AgentAlias, Estate, LambdaFunction } from "../estate";
import { agreed } from "../three-valued";
import { agentAliasOfId, allAgentAliases, allows, literalText, mayReach, stepsOf, type Steps } from "../iam";
import type { Finding, Rule, RuleContext } from "../rule";
import { action, isTestAlias, namesAlias, readInvoker, testAlias, type Invoker } from "./agent-invoker";
import { scopeOf } from "../scope-of";
import { levelOfAbsence } from "./level-of-absence";

export const invokerCallsAlias: Rule = {
  id: "invoker-calls-alias",
  level: "mandatory",
  question: "Does every function that invokes an agent name an alias of this plan, and may it invoke only that one?",
  rationale:
    "An alias serves a version whose model is the tagged profile's. The test alias TSTALIASID serves the draft, whatever it holds, and a permission on all aliases reaches agents of other projects.",
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-agent.html",
  carriers: /^aws_bedrockagent_agent_alias$|^awscc_bedrock_agent_alias$/,
  examine: (estate, context) => {
    const invokers = estate.functions.flatMap((lambda) => {
      const invoker = readInvoker(lambda, estate);
      return invoker === undefined ? [] : [invoker];
    });
    return [...invokers.map((invoker) => judge(invoker, estate)), ...uncalled(invokers, estate, context)];
  },
};

function judge(invoker: Invoker, estate: Estate): Finding {
  const { lambda, variables, aliases } = invoker;
  const { address } = lambda;
  const evidence = variables
    .filter(([, { possible }]) =>
      possible.some((value) => isTestAlias(value) || aliases.some((each) => namesAlias(value, each))),
    )
    .flatMap(([name, attribute]) => [
      ...attribute.trail,
      `${name} = ${attribute.possible.map(describeValue).join(" or ")}`,
    ]);
  const found = (verdict: "fail" | "undetermined", message: string): Finding => ({
    verdict,
    address,
    message,
    evidence,
    remedy: remedy(lambda, estate),
  });
  if (variables.some(([, { possible }]) => possible.every(isTestAlias)))
    return found("fail", `it invokes the test alias ${testAlias}, which serves the draft and not a version`);
  if (variables.some(([, { possible }]) => possible.some(isTestAlias)))
    return found("undetermined", `it may invoke the test alias ${testAlias}`);
  const [alias, ...others] = aliases;
  if (alias === undefined) return withoutAlias(invoker, found, scopeOf(estate));
  const named = variables.some(([, { possible }]) => possible.every((value) => namesAlias(value, alias)));
  if (!named) return found("undetermined", `nothing proves that it names ${alias.address}: other values are possible`);
  if (!invoker.roleIsHere)
    return found("undetermined", `its role is not in ${scopeOf(estate)}, so what it may invoke cannot be seen`);
  return judgeRole(invoker, [alias, ...others], evidence, found);
}

type Found = (verdict: "fail" | "undetermined", message: string) => Finding;

function withoutAlias({ lambda, variables }: Invoker, found: Found, scope: string): Finding {
  const open = variables.filter(([, { possible }]) => possible.some(({ kind }) => kind !== "known"));
  if (lambda.variables === "undetermined") return found("undetermined", "its environment variables are not known");
  return open.some(([, { possible }]) => possible.some(({ kind }) => kind === "undetermined"))
    ? found("undetermined", `nothing proves that a variable of it names an alias of ${scope}`)
    : found("fail", `it invokes an agent, and no environment variable of it names an alias of ${scope}`);
}

function judgeRole(
  { lambda, roles }: Invoker,
  aliases: readonly AgentAlias[],
  evidence: readonly string[],
  found: Found,
): Finding {
  const names = roles.map(({ address }) => address).join(" or ");
  const own = aliases.map((alias) => ({ alias, arn: arnOf(alias) }));
  const context = new Map<string, Steps>();
  const shown = aliases.map(({ address }) => address).join(", ");
  const may = agreed(
    own.map(({ arn }) => agreed(roles.map((role) => allows(role, { action, resource: arn, context })))),
  );
  if (may === "no") return found("fail", `its role ${names} may not ${action} on ${shown}`);
  const more = agreed(
    roles.map((role) =>
      mayReach(
        role,
        action,
        allAgentAliases,
        own.flatMap(({ alias, arn }) => [arn, putTogether(alias)]),
      ),
    ),
  );
  if (more === "yes")
    return found("fail", `its role ${names} may ${action} on more than ${shown}: on other aliases, or on any`);
  if (may === "unknown")
    return found("undetermined", `nothing proves that its role ${names} may ${action} on ${shown}`);
  if (more === "unknown")
    return found("undetermined", `nothing proves that its role ${names} may ${action} on nothing but ${shown}`);
  return {
    verdict: "pass",
    address: lambda.address,
    message: `it invokes ${shown}, and its role may invoke nothing else`,
    evidence: [...evidence, `${names} may ${action} on ${shown} alone`],
  };
}

function arnOf({ address, type, arn }: AgentAlias): Steps {
  const known = certainValue(arn)?.value;
  return typeof known === "string"
    ? stepsOf(literalText(known), "none")
    : stepsOf([{ kind: "reference", of: address, type, attribute: "agent_alias_arn" }]);
}

function putTogether({ address, type, id }: AgentAlias): Steps {
  const known = certainValue(id)?.value;
  return agentAliasOfId(
    typeof known === "string"
      ? literalText(known)
      : [{ kind: "reference", of: address, type, attribute: "agent_alias_id" }],
  );
}

/** Agents that no function of the plan invokes: the caller may stand in another stack. */
function uncalled(invokers: readonly Invoker[], estate: Estate, context: RuleContext): Finding[] {
  const invoked = new Set(invokers.flatMap(({ agents, aliases }) => [...agents, ...aliases.map(agentOf(estate))]));
  return estate.agents
    .filter((agent) => !invoked.has(agent))
    .map(({ address }) => ({
      verdict: "fail",
      ...levelOfAbsence(context),
      address,
      message: `no function in ${scopeOf(estate)} invokes it`,
      evidence: [],
      remedy: "see that the function of another stack that invokes it names an alias, and may invoke only that one",
    }));
}

const agentOf =
  (estate: Estate) =>
  ({ agentId }: AgentAlias): NamedAgent =>
    agentNamedBy(agentId, estate);

function remedy(lambda: LambdaFunction, { aliases: [alias] }: Estate): string {
  if (lambda.constructPath !== undefined)
    return "give it AGENT_ALIAS_ID: alias.aliasId of an AgentAlias, and one statement: bedrock:InvokeAgent on alias.arn";
  const address = alias?.address ?? "aws_bedrockagent_agent_alias.NAME";
  return `set a variable to ${address}.agent_alias_id, and allow bedrock:InvokeAgent on ${address}.agent_alias_arn alone`;
}
