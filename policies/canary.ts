import { known } from "./attribute";
import type { Agent, Estate } from "./estate";
import { evaluate } from "./evaluate";
import type { Rule, RuleContext } from "./rule";

/** The gate does not see what it must see: nothing that it says can be trusted. */
export class CanaryError extends Error {
  override readonly name = "CanaryError";
}

/**
 * Puts the rules to an estate in which everything is wrong and to one in which everything is right, before they judge a real
 * one. A rule that passes the first, or does not pass the second, would be silently green or useless.
 * @throws CanaryError
 */
export function flyCanary(rules: readonly Rule[], context: RuleContext): void {
  const bad = verdictsOn(badEstate(), rules, context);
  const good = verdictsOn(goodEstate(context.tagKey), rules, context);
  for (const { id } of rules) {
    if (bad.get(id) !== "fail") throw new CanaryError(`rule ${id} did not fail an estate in which everything is wrong`);
    if (good.get(id) !== "pass")
      throw new CanaryError(`rule ${id} did not pass an estate in which everything is right`);
  }
}

function verdictsOn(
  estate: Estate,
  rules: readonly Rule[],
  context: RuleContext,
): ReadonlyMap<string, string | undefined> {
  return new Map(
    evaluate(estate, rules, context).map(({ rule, findings }) => {
      const verdicts = new Set(findings.map(({ verdict }) => verdict));
      return [rule.id, verdicts.size === 1 ? [...verdicts][0] : undefined];
    }),
  );
}

const account = "arn:aws:bedrock:eu-west-2:123456789012";
const agentArn = `${account}:agent/CANARY0001`;
const profileArn = `${account}:application-inference-profile/canary`;

/** In what the two estates differ. */
interface Differences {
  readonly model: string;
  readonly project: string | null;
  readonly filter: string;
  readonly changes: Agent["changes"];
  /** What may call the action group's function. */
  readonly caller: string | null;
  readonly faults: Estate["faults"];
}

const goodEstate = (tagKey: string): Estate =>
  estate({
    model: profileArn,
    project: "canary",
    filter: `user:${tagKey}$canary`,
    changes: [],
    caller: agentArn,
    faults: [],
  });

const badEstate = (): Estate =>
  estate({
    model: "amazon.nova-lite-v1:0",
    project: null,
    filter: "canary",
    changes: [{ name: "instruction", certain: true }],
    caller: null,
    faults: [{ about: "plan", message: "errored", remedy: "" }],
  });

function estate({ model, project, filter, changes, caller, faults }: Differences): Estate {
  const resource = (type: string) => ({ address: `${type}.canary`, type, name: known("canary") });
  const tag = () => known(project);
  const lambda = { ...resource("aws_lambda_function"), tag, environment: () => known(null) };
  const agentId = known("CANARY0001");
  return {
    intent: "apply",
    agents: [
      {
        ...resource("aws_bedrockagent_agent"),
        agentId,
        arn: known(agentArn),
        foundationModel: known(model),
        changes,
      },
    ],
    aliases: [
      {
        ...resource("aws_bedrockagent_agent_alias"),
        agentId,
        aliasId: known("CANARY0002"),
        arn: known(`${account}:agent-alias/CANARY0001/CANARY0002`),
        routing: known(null),
        changes: [],
      },
    ],
    actionGroups: [],
    agentParts: [],
    inferenceProfiles: [
      { ...resource("aws_bedrock_inference_profile"), tag, arn: known(profileArn), copyFrom: known(null) },
    ],
    functions: [lambda],
    permissions: [
      {
        ...resource("aws_lambda_permission"),
        functionName: known("canary"),
        qualifier: known(null),
        principal: known("bedrock.amazonaws.com"),
        sourceArn: known(caller),
        sourceAccount: known("123456789012"),
      },
    ],
    apis: [],
    budgets: [
      {
        ...resource("aws_budgets_budget"),
        budgetType: known("COST"),
        limitAmount: known("1"),
        limitUnit: known("USD"),
        filters: [{ dimension: known("TagKeyValue"), values: known([filter]) }],
        plannedLimits: [],
        autoAdjust: known(null),
        notifications: [{ subscribers: [known("owner@example.com")] }],
      },
    ],
    taggable: [lambda],
    removed: [],
    faults,
  };
}
