import { describe, describeValue, type Certainty, type PossibleValue } from "../attribute";
import type { Agent, Estate, Role } from "../estate";
import { firstFew } from "../first-few";
import { agreed, allOf } from "../three-valued";
import { allows, calledThrough, literalText, stepsOf, type PolicyText } from "../iam";
import { nameOfProfile, namesApplicationProfile, profileNamedBy } from "../inference-profile";
import { modelsOf, type RoutedModels } from "../profile-models";
import type { Finding, Rule, RuleContext } from "../rule";
import { scopeOf } from "../scope-of";
import { levelOfAbsence } from "./level-of-absence";
import { rolesNamedBy } from "./roles-named";

export const agentRoleInvokesItsProfile: Rule = {
  id: "agent-role-invokes-its-profile",
  level: "mandatory",
  question:
    "May every agent's role call its inference profile, and the profile's models in every Region that it routes to?",
  rationale:
    "A call through a profile needs permission on the profile and on the model in every destination Region. What is missing fails calls at run time, and is then often mended by a permission that goes around the profile.",
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html",
  carriers: /^aws_bedrockagent_agent$|^awscc_bedrock_agent$/,
  examine: (estate, context) => estate.agents.map((agent) => judge(agent, estate, context)),
};

const invoking = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

function judge(agent: Agent, estate: Estate, context: RuleContext): Finding {
  const { address, foundationModel: model } = agent;
  const profiles = model.possible.filter((value) => namesApplicationProfile(value) !== "no");
  if (profiles.length === 0)
    return { verdict: "notApplicable", address, message: "it calls its model through no profile", evidence: [] };
  const { roles, elsewhere } = rolesNamedBy(agent.role, estate);
  const [named] = elsewhere;
  if (named !== undefined) return roleElsewhere(agent, named, context, scopeOf(estate));
  const open = profiles.find(({ kind }) => kind === "undetermined");
  if (open !== undefined)
    return {
      verdict: "undetermined",
      address,
      message: `which inference profile its role must be able to call is not known: it may be ${describeValue(open)}`,
      evidence: model.trail,
      remedy: remedy(agent),
    };
  const needs = roles.flatMap((role) => profiles.flatMap((profile) => needsOf(role, profile, estate)));
  return answer(agent, roles, needs, estate);
}

function roleElsewhere(agent: Agent, value: PossibleValue, context: RuleContext, scope: string): Finding {
  const known = value.kind !== "undetermined";
  return {
    verdict: "undetermined",
    // A role that is known to stand in another stack is a counterpart that is not here; one that is not known blocks.
    ...(known ? levelOfAbsence(context) : {}),
    address: agent.address,
    message: known
      ? `its role, ${describeValue(value)}, is not in ${scope}, so what it may call cannot be seen`
      : `which role it has is not known: it may be ${describeValue(value)}`,
    evidence: agent.role.trail,
    remedy: known
      ? "make the role in this stack, or see that the other stack lets it call the profile and its models"
      : value.settledBy,
  };
}

/** A permission that a role needs, and whether it has it. */
interface Need {
  readonly action: string;
  readonly on: string;
  readonly answer: Certainty;
}

function needsOf(role: Role, value: PossibleValue, estate: Estate): readonly Need[] {
  const profile = textOfProfile(value);
  const arn = stepsOf(profile, "none");
  const on = describeValue(value);
  const through = calledThrough(arn);
  // Whether AWS names the profile in the context where the profile itself is what is called is not documented.
  const onProfile = ["bedrock:GetInferenceProfile", ...invoking].map((action): Need => ({
    action,
    on,
    answer: agreed(
      [through, calledThrough("absent")].map((context) => allows(role, { action, resource: arn, context })),
    ),
  }));
  const ways = modelsOf(profileNamedBy(value, estate)).map((models) => needsOfModels(role, models, through));
  const proven = ways.find((needs) => needs.every(({ answer }) => answer === "yes"));
  const refuted = ways.find((needs) => needs.some(({ answer }) => answer === "no"));
  return [...onProfile, ...(proven ?? refuted ?? ways[0] ?? [])];
}

const needsOfModels = (role: Role, models: RoutedModels, context: ReturnType<typeof calledThrough>): readonly Need[] =>
  models.flatMap(({ shown, resource }) =>
    invoking.map((action) => ({ action, on: shown, answer: allows(role, { action, resource, context }) })),
  );

function textOfProfile(value: PossibleValue): PolicyText {
  const known = "value" in value ? value.value : undefined;
  if (typeof known === "string") return literalText(known);
  return value.kind === "resolved"
    ? [{ kind: "reference", of: value.of, type: value.type, attribute: value.attribute }]
    : [];
}

function answer(agent: Agent, roles: readonly Role[], needs: readonly Need[], estate: Estate): Finding {
  const { address } = agent;
  const names = roles.map((role) => role.address).join(" or ");
  const grants = roles.flatMap((role) => role.grants.map((grant) => grant.address));
  const evidence = [
    ...agent.role.trail,
    `its role is ${names}, with the policies of ${[...new Set(grants)].join(", ") || "nobody"}`,
    ...needs.filter((need) => need.answer === "yes").map(({ action, on }) => `it may ${action} on ${on}`),
  ];
  const missing = needs.filter((need) => need.answer === "no");
  if (missing.length > 0)
    return {
      verdict: roles.length === 1 ? "fail" : "undetermined",
      address,
      message: `its role ${names} may not ${listed(missing)}: calls through the profile fail${instead(agent, roles, missing, estate)}`,
      evidence,
      remedy: remedy(agent),
    };
  if (allOf(needs.map((need) => need.answer)) === "yes")
    return {
      verdict: "pass",
      address,
      message: `its role may call ${describe(agent.foundationModel)} and every model that it routes to`,
      evidence,
    };
  const because = roles
    .flatMap(({ grants: all }) => all.flatMap(({ policies }) => policies))
    .flatMap((policy) => (policy.kind === "undetermined" ? [policy.because] : []));
  return {
    verdict: "undetermined",
    address,
    message: `nothing proves that its role ${names} may ${listed(needs.filter((need) => need.answer === "unknown"))}${because.length === 0 ? "" : ` (${because.join("; ")})`}`,
    evidence,
    remedy: remedy(agent),
  };
}

/** Where the profile itself is missing, mostly the wrong one of two was named in a policy. */
function instead(agent: Agent, roles: readonly Role[], missing: readonly Need[], estate: Estate): string {
  const own = agent.foundationModel.possible.map(describeValue);
  if (!missing.some(({ on }) => own.includes(on))) return "";
  const others = estate.inferenceProfiles.flatMap((profile) => {
    const value = nameOfProfile(profile);
    if (value === undefined || own.includes(describeValue(value))) return [];
    const resource = stepsOf(textOfProfile(value), "none");
    const request = { action: "bedrock:InvokeModel", resource, context: calledThrough("absent") };
    return roles.some((role) => allows(role, request) === "yes") ? [describeValue(value)] : [];
  });
  return others.length === 0 ? "" : `; it may call ${firstFew(others)}`;
}

const listed = (needs: readonly Need[]): string =>
  [...grouped(needs)].map(([on, actions]) => `${actions.join(" and ")} on ${on}`).join(", nor ");

function grouped(needs: readonly Need[]): ReadonlyMap<string, readonly string[]> {
  const actions = new Map<string, string[]>();
  for (const { on, action } of needs) actions.set(on, [...(actions.get(on) ?? []), action]);
  return actions;
}

function remedy(agent: Agent): string {
  if (agent.constructPath !== undefined)
    return "use CostTrackedAgent, whose AgentRole may call the profile and its models and nothing else";
  return "allow InvokeModel and InvokeModelWithResponseStream on the profile's arn (with GetInferenceProfile) and, under StringEquals bedrock:InferenceProfileArn = the profile's arn, on its models[*].model_arn";
}
