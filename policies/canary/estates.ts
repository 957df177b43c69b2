import { known, type Attribute } from "../attribute";
import type { Agent, Estate } from "../estate";
import { agentArn, agentId, aliasArn, aliasId, liveModel, profileArn, retiredModel } from "./arns";
import { grantOf } from "./permissions";

/** In what the estates differ. */
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
  /** Alias that the function calls. */
  readonly called: string;
  readonly reach: "narrow" | "wide";
  readonly faults: Estate["faults"];
}

export const goodEstate = (tagKey: string): Estate =>
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
    called: aliasId,
    reach: "narrow",
    faults: [],
  });

/** An agent that calls no profile needs no permission on one: that its role lacks it is wrong beside a profile only. */
export const badEstates = (tagKey: string): readonly Estate[] =>
  [retiredModel, profileArn].map((model) =>
    estate({
      tagKey,
      model,
      copied: retiredModel,
      region: "us-east-1",
      stateType: "local",
      authorization: "NONE",
      project: null,
      filter: "canary",
      changes: [{ name: "instruction", certain: true }],
      caller: null,
      called: "TSTALIASID",
      reach: "wide",
      faults: [{ about: "plan", message: "errored", remedy: "" }],
    }),
  );

const resolved = (type: string, attribute: string, told: { readonly value?: string } = {}): Attribute => ({
  possible: [{ kind: "resolved", of: `${type}.canary`, type, attribute, ...told }],
  trail: [],
});

function estate(differences: Differences): Estate {
  const { tagKey, model, copied, region, stateType, authorization, project, filter, changes, caller, called } =
    differences;
  const resource = (type: string) => ({
    address: `${type}.canary`,
    type,
    name: known("canary"),
    id: known("canary"),
    region: known(region),
  });
  const tag = () => known(project);
  const role = resolved("aws_iam_role", "arn");
  const lambda = {
    ...resource("aws_lambda_function"),
    tag,
    arn: known(null),
    role,
    environment: () => known(called),
    variables: ["AGENT_ALIAS_ID"],
  };
  return {
    intent: "apply",
    agents: [
      {
        ...resource("aws_bedrockagent_agent"),
        id: known(agentId),
        arn: known(agentArn),
        role,
        foundationModel: known(model),
        stepModels: [],
        changes,
      },
    ],
    aliases: [
      {
        ...resource("aws_bedrockagent_agent_alias"),
        agentId: resolved("aws_bedrockagent_agent", "agent_id", { value: agentId }),
        id: known(aliasId),
        arn: known(aliasArn),
        routing: known(null),
        changes: [],
      },
    ],
    actionGroups: [],
    collaborators: [],
    agentParts: [],
    inferenceProfiles: [
      {
        ...resource("aws_bedrock_inference_profile"),
        tag,
        arn: known(profileArn),
        copyFrom: known(copied),
        models: known([{ model_arn: copied }]),
      },
    ],
    modelUses: [
      {
        ...resource("aws_bedrockagent_prompt"),
        place: "promptVariant",
        attribute: "variant[0].model_id",
        model: known(model),
      },
    ],
    modelDelegations: [],
    stateBackend: { address: "terraform", type: stateType, setting: () => known(null) },
    functions: [lambda],
    permissions: [
      {
        ...resource("aws_lambda_permission"),
        functionName: known("canary"),
        qualifier: known(null),
        action: known("lambda:InvokeFunction"),
        principal: known("bedrock.amazonaws.com"),
        sourceArn: known(caller),
        sourceAccount: known("123456789012"),
      },
    ],
    apis: [],
    roles: [{ ...resource("aws_iam_role"), arn: role, grants: [grantOf(differences.reach)] }],
    otherPolicies: [],
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
    faults: differences.faults,
    at: () => undefined,
  };
}
