import { finding, type CheckFinding } from "../finding";
import type { Gathered } from "../gather";

const passing = ["CREATING", "PREPARING", "UPDATING", "VERSIONING"];
const minuteMs = 60_000;

/** Is the agent's draft prepared, and does the alias take calls? */
export function agentIsPrepared({ agent, aliases }: Gathered, now: Date): CheckFinding[] {
  return [judgeAgent(agent, now), ...aliases.map((alias) => judgeAlias(alias, now))];
}

const check = "agent-is-prepared";

function judgeAgent({ address, answer }: Gathered["agent"], now: Date): CheckFinding {
  const { agentId = "", agentStatus: status = "", failureReasons = [], preparedAt } = answer;
  const evidence = preparedAt === undefined ? [] : [`it was prepared last at ${preparedAt.toISOString()}`];
  if (status === "PREPARED")
    return finding(check, address, { verdict: "pass", message: "the agent is prepared", evidence });
  if (passing.includes(status)) return soon(address, `the agent is ${status}`, now);
  const why = failureReasons.length === 0 ? "" : `: ${failureReasons.join("; ")}`;
  return finding(check, address, {
    verdict: "fail",
    message: `the agent is ${status}${why}: a new version cannot be cut of it`,
    evidence,
    remedy: `aws bedrock-agent prepare-agent --agent-id ${agentId}, then move the alias (aws bedrock-agent update-agent-alias)`,
  });
}

function judgeAlias({ address, answer }: Gathered["aliases"][number], now: Date): CheckFinding {
  const { agentAliasStatus: status = "", aliasInvocationState: takes, failureReasons = [] } = answer;
  if (passing.includes(status)) return soon(address, `the alias is ${status}`, now);
  const fail = (message: string, remedy: string): CheckFinding =>
    finding(check, address, { verdict: "fail", message, remedy });
  if (status !== "PREPARED")
    return fail(`the alias is ${status}: ${failureReasons.join("; ")}`, "prepare the agent, then update the alias");
  return takes === "REJECT_INVOCATIONS"
    ? fail("the alias rejects every call", "set --alias-invocation-state ACCEPT_INVOCATIONS in update-agent-alias")
    : finding(check, address, { verdict: "pass", message: "the alias takes calls" });
}

const soon = (address: string, message: string, now: Date): CheckFinding =>
  finding(check, address, {
    verdict: "waiting",
    message,
    lookAgain: new Date(now.getTime() + minuteMs).toISOString(),
  });
