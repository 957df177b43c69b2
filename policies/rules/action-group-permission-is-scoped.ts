import { agentNamedBy, type NamedAgent } from "../joins/agent-reference";
import { anyOf } from "../three-valued";
import { certainText, certainValue, describe, type Certainty } from "../attribute";
import type { ActionGroup, Estate, LambdaPermission } from "../estate";
import { functionNamedBy, isSameFunction, type NamedFunction } from "../joins/function-reference";
import { groupedBySome } from "../grouped";
import type { Finding, Rule, RuleContext } from "../rule";
import { firstFew } from "../first-few";
import { scopeOf } from "../scope-of";
import { levelOfAbsence } from "./level-of-absence";
import { isForAnyAgent, isForAnybody, isForBedrock, isForFlow, scopeFaults } from "./permission-scope";

/**
 * AWS gives both conditions for this policy: the source ARN names the agent, and the source account whose it must be.
 * @see https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permissions.html
 */
export const actionGroupPermissionIsScoped: Rule = {
  id: "action-group-permission-is-scoped",
  level: "mandatory",
  question: "May each action group's function be called by its own agent, and by no other?",
  rationale:
    "Bedrock calls a function for whoever asks, unless the permission names the agent and the account: any other agent, of any account, could then spend this project's function time. Without a permission the agent pays for tokens and gets no answer.",
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/agents-permissions.html",
  examine: (estate, context) => {
    const permissions = estate.permissions.filter((permission) => lettingIn(permission) !== "no");
    const all = permissions.map((permission) => readGrant(permission, estate));
    const grants = byCallable(all);
    return [
      ...all.filter((grant) => isOfAgents(grant, estate)).map(({ permission }) => judgePermission(permission)),
      ...estate.actionGroups.map((group) => judgeGroup(group, grants, estate, context)),
    ];
  },
};

const lettingIn = (permission: LambdaPermission): Certainty =>
  anyOf([isForBedrock(permission), isForAnybody(permission)]);

/** A permission for anybody is an agent's matter only where an action group calls the function. */
const isOfAgents = (grant: Grant, estate: Estate): boolean =>
  isForBedrock(grant.permission) !== "no" ||
  estate.actionGroups.some((group) => {
    const called = functionNamedBy(group.executor, estate);
    return called !== "none" && lets(grant, group, called, agentNamedBy(group.agentId, estate)) === "yes";
  });

function judgePermission(permission: LambdaPermission): Finding {
  const { address, sourceArn, sourceAccount } = permission;
  const evidence = [...sourceArn.trail, ...sourceAccount.trail];
  if (isForFlow(permission) === "yes") {
    return { verdict: "notApplicable", address, message: "it lets a flow call, and no agent", evidence };
  }
  const faults = scopeFaults(permission);
  const isBedrock = isForBedrock(permission) === "yes";
  if (faults.length === 0 && isBedrock) {
    return { verdict: "pass", address, message: `only ${describe(sourceArn)} may call the function`, evidence };
  }
  const isOpenToAll = isForAnybody(permission) === "yes";
  const isProven = isOpenToAll || (isBedrock && faults.some(({ certain }) => certain));
  const who = isBedrock ? [] : [`its principal is ${describe(permission.principal)}${isOpenToAll ? ": anybody" : ""}`];
  return {
    verdict: isProven ? "fail" : "undetermined",
    address,
    message: [...who, ...faults.map(({ message }) => message)].join("; "),
    evidence,
    remedy:
      permission.constructPath === undefined
        ? "set source_arn = aws_bedrockagent_agent.NAME.agent_arn and source_account = data.aws_caller_identity.current.account_id"
        : "use ActionGroup, which makes the permission, or set sourceArn: agent.agentArn and sourceAccount: environment.accountId",
  };
}

function judgeGroup(group: ActionGroup, grants: Grants, estate: Estate, context: RuleContext): Finding {
  const { address, executor } = group;
  const evidence = executor.trail;
  const called = functionNamedBy(executor, estate);
  if (called === "none") {
    return { verdict: "notApplicable", address, message: "the action group calls no Lambda function", evidence };
  }
  const agent = agentNamedBy(group.agentId, estate);
  const answers = grants(called).map((grant) => ({
    permission: grant.permission,
    answer: lets(grant, group, called, agent),
  }));
  const letting = answers.find(({ answer }) => answer === "yes")?.permission;
  if (letting !== undefined) {
    return {
      verdict: "pass",
      address,
      message: `${letting.address} lets its agent call ${describe(executor)}`,
      evidence,
    };
  }
  const open = answers.filter(({ answer }) => answer === "unknown").map(({ permission }) => permission.address);
  const remedy = remedyOf(group);
  if (called === "unknown" || open.length > 0) {
    const why =
      open.length > 0
        ? `whether ${firstFew(open, " or ")} does is not proven`
        : "which function it calls is not proven";
    return {
      verdict: "undetermined",
      address,
      message: `nothing lets its agent call ${describe(executor)}: ${why}`,
      evidence,
      remedy,
    };
  }
  return {
    verdict: "fail",
    ...(typeof called.function === "string" ? levelOfAbsence(context) : {}),
    address,
    message: `no permission in ${scopeOf(estate)} lets its agent call ${describe(executor)}`,
    evidence,
    remedy,
  };
}

/** What a permission is about, worked out once for all action groups. */
interface Grant {
  readonly permission: LambdaPermission;
  readonly callable: ReturnType<typeof functionNamedBy>;
  readonly caller: NamedAgent;
}

function readGrant(permission: LambdaPermission, estate: Estate): Grant {
  const named = functionNamedBy(permission.functionName, estate);
  return {
    permission,
    callable: typeof named === "string" ? named : qualified(named, permission),
    caller: agentNamedBy(permission.sourceArn, estate, "arn"),
  };
}

/** The permissions that may be on a function. */
type Grants = (called: NamedFunction | "unknown") => readonly Grant[];

function byCallable(all: readonly Grant[]): Grants {
  const ofFunction = groupedBySome(all, ({ callable }) => (typeof callable === "string" ? [] : [callable.function]));
  const open = all.filter(({ callable }) => callable === "unknown");
  return (called) => (called === "unknown" ? all : [...(ofFunction.get(called.function) ?? []), ...open]);
}

/** A qualifier stands in the function's name, or beside it. */
function qualified(named: NamedFunction, { qualifier }: LambdaPermission): NamedFunction {
  const beside = certainValue(qualifier);
  if (beside === undefined) return { ...named, qualifier: undefined };
  return typeof beside.value === "string" && beside.value !== "" ? { ...named, qualifier: beside.value } : named;
}

/** Does this permission let the group's agent call the group's function? */
function lets(grant: Grant, group: ActionGroup, called: NamedFunction | "unknown", agent: NamedAgent): Certainty {
  const { permission, callable } = grant;
  if (callable === "none") return "no";
  const isCallable = callable === "unknown" || called === "unknown" ? "unknown" : isSameFunction(callable, called);
  if (isCallable === "no") return "no";
  const answers = [lettingIn(permission), isCallable, servesAgent(grant, group, agent)];
  if (answers.includes("no")) return "no";
  return answers.includes("unknown") ? "unknown" : "yes";
}

function servesAgent({ permission, caller }: Grant, group: ActionGroup, agent: NamedAgent): Certainty {
  const any = isForAnyAgent(permission);
  if (any !== "no") return any;
  const [arn, id] = [certainText(permission.sourceArn), certainText(group.agentId)];
  if (arn !== undefined && id !== undefined) return arn.endsWith(`:agent/${id}`) ? "yes" : "no";
  if (caller === "unknown" || agent === "unknown") return "unknown";
  return caller === agent && caller !== "elsewhere" ? "yes" : "no";
}

function remedyOf({ constructPath }: ActionGroup): string {
  return constructPath === undefined
    ? 'add an aws_lambda_permission with function_name of that function, principal = "bedrock.amazonaws.com", the agent\'s agent_arn as source_arn, and source_account'
    : "use ActionGroup, which makes the permission beside the action group";
}
