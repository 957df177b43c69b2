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
export function flyCanary(rules: readonly Rule[], settings: Omit<RuleContext, "now">): void {
  const context = { ...settings, now: canaryDay };
  const bad = verdictsOn(badEstate(context.tagKey), rules, context);
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

/** A day on which one model of the catalogue is active and another one retired, whatever today is. */
const canaryDay = new Date("2026-11-24");

const liveModel = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0";
const retiredModel = "arn:aws:bedrock:eu-west-2::foundation-model/anthropic.claude-3-7-sonnet-20250219-v1:0";

const account = "arn:aws:bedrock:eu-west-2:123456789012";
const agentArn = `${account}:agent/CANARY0001`;
const profileArn = `${account}:application-inference-profile/canary`;

/** In what the two estates differ. */
interface Differences {
  readonly tagKey: string;
  readonly model: string;
  /** Model behind the profile. */
  readonly copied: string;
  readonly region: string;
  readonly stateType: string;
  readonly authorization: string;
  readonly project: string | null;
  readonly filter: string;
  readonly changes: Agent["changes"];
  /** What may call the action group's function. */
  readonly caller: string | null;
  readonly faults: Estate["faults"];
}

const goodEstate = (tagKey: string): Estate =>
  estate({
    tagKey,
    model: profileArn,
    copied: liveModel,
    region: "eu-west-2",
    stateType: "cloud",
    authorization: "AWS_IAM",
    project: "canary",
    filter: `user:${tagKey}$canary`,
    changes: [],
    caller: agentArn,
    faults: [],
  });

const badEstate = (tagKey: string): Estate =>
  estate({
    tagKey,
    model: retiredModel,
    copied: retiredModel,
    region: "us-east-1",
    stateType: "local",
    authorization: "NONE",
    project: null,
    filter: "canary",
    changes: [{ name: "instruction", certain: true }],
    caller: null,
    faults: [{ about: "plan", message: "errored", remedy: "" }],
  });

function estate(differences: Differences): Estate {
  const { tagKey, model, copied, region, stateType, authorization, project, filter, changes, caller, faults } =
    differences;
  const resource = (type: string) => ({
    address: `${type}.canary`,
    type,
    name: known("canary"),
    id: known("canary"),
    region: known(region),
  });
  const tag = () => known(project);
  const lambda = {
    ...resource("aws_lambda_function"),
    tag,
    arn: known(null),
    environment: () => known(null),
    variables: [],
  };
  const agentId = known("CANARY0001");
  return {
    intent: "apply",
    agents: [
      {
        ...resource("aws_bedrockagent_agent"),
        id: agentId,
        arn: known(agentArn),
        foundationModel: known(model),
        changes,
      },
    ],
    aliases: [
      {
        ...resource("aws_bedrockagent_agent_alias"),
        agentId,
        id: known("CANARY0002"),
        arn: known(`${account}:agent-alias/CANARY0001/CANARY0002`),
        routing: known(null),
        changes: [],
      },
    ],
    actionGroups: [],
    agentParts: [],
    inferenceProfiles: [
      { ...resource("aws_bedrock_inference_profile"), tag, arn: known(profileArn), copyFrom: known(copied) },
    ],
    stateBackend: { address: "terraform", type: stateType, setting: () => known(null) },
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
    entrances: [
      {
        ...resource("aws_lambda_function_url"),
        kind: "function URL",
        api: known(null),
        authorization: known(authorization),
        keyRequired: known(false),
        mocked: "no",
      },
    ],
    costAllocationTags: [
      {
        ...resource("aws_ce_cost_allocation_tag"),
        tagKey: known(tagKey),
        status: known(project === null ? "Inactive" : "Active"),
      },
    ],
    usagePlans: [],
    usagePlanKeys: [],
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
    at: () => undefined,
  };
}
