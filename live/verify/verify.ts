import type { LiveClients } from "../clients";
import { agentHasStacksProfile } from "./checks/agent-has-stacks-profile";
import { agentIsPrepared } from "./checks/agent-is-prepared";
import { callsAreLogged } from "./checks/calls-are-logged";
import { costTagIsActive } from "./checks/cost-tag-is-active";
import { resourcesStand } from "./checks/resources-stand";
import { spendIsSeen } from "./checks/spend-is-seen";
import { attempts, type Attempts, type Part } from "./attempts";
import { finding, type CheckFinding } from "./finding";
import { gather, type Gathered } from "./gather";
import { judgeRules, type RuleSettings } from "./judge-rules";
import { askCostExplorer, billOfBudgets, type Bill } from "./read-bill";
import type { Subject } from "./subject";
import { testCall, type TestCallOptions } from "./test-call";

export interface VerifyInput {
  readonly clients: LiveClients;
  readonly subject: Subject;
  readonly settings: RuleSettings;
  /** Command that puts back what the stack made. @default nobody applies it */
  readonly apply?: string | undefined;
  /** Sends a call through the API first. @default nothing is called */
  readonly invoke?: TestCallOptions | undefined;
  /** What a test call of an earlier look came to: one that was answered is not sent again. */
  readonly called?: CheckFinding | undefined;
  /** Asks Cost Explorer, which takes 0.01 USD a request. @default it is not asked */
  readonly costExplorer?: boolean | undefined;
}

/** What was found of one agent and its project. */
export interface Verified {
  readonly accountId: string;
  readonly region: string;
  readonly agentId: string;
  readonly findings: readonly CheckFinding[];
}

/** Looks at a project as it stands, and at what it has cost. @throws LiveFailure where the agent itself cannot be read */
export async function verify(input: VerifyInput): Promise<Verified> {
  const { clients, subject, settings, apply } = input;
  const { tagKey, now } = settings;
  const gathered = await gather(clients, subject, tagKey);
  const { caller, estate, projects } = gathered;
  const called = await callOnce(input, gathered);
  const reading = attempts();
  const [logged, bill] = await Promise.all([
    reading.part("log", [], () => callsAreLogged(clients, gathered)),
    readBill(input, gathered, reading),
  ]);
  const findings = [
    ...resourcesStand(gathered),
    ...agentIsPrepared(gathered, now),
    ...agentHasStacksProfile(gathered),
    ...judgeRules(gathered, settings, { estate, tagKey, projects, apply }),
    ...called,
    ...(reading.failures.has("log") ? unread("calls-are-logged", "log", gathered, reading) : logged),
    ...judgeBill(gathered, bill, reading, tagKey),
  ];
  return { accountId: caller.accountId, region: clients.region, agentId: subject.agentId, findings };
}

async function callOnce({ clients, invoke, called }: VerifyInput, gathered: Gathered): Promise<CheckFinding[]> {
  if (called?.verdict === "pass") return [called];
  return invoke === undefined ? [] : [await testCall(clients, gathered, invoke)];
}

async function readBill(input: VerifyInput, gathered: Gathered, { part }: Attempts): Promise<Bill> {
  const { clients, settings, costExplorer, invoke } = input;
  const { tagKey, now } = settings;
  const bill = { ...billOfBudgets(gathered, tagKey), ...(invoke !== undefined && { lastCall: now }) };
  if (costExplorer !== true) return bill;
  return part("costTag", bill, () => askCostExplorer(clients, bill, { tagKey, projects: gathered.projects, now }));
}

function judgeBill(gathered: Gathered, bill: Bill, reading: Attempts, tagKey: string): CheckFinding[] {
  const isUnread = reading.failures.has("costTag") && bill.budgetUsd === 0;
  if (isUnread)
    return ["cost-tag-is-active", "spend-is-seen"].flatMap((check) => unread(check, "costTag", gathered, reading));
  return [costTagIsActive(gathered, bill, tagKey), spendIsSeen(gathered, bill, tagKey)];
}

const unread = (check: string, part: Part, { agent }: Gathered, { failures }: Attempts): CheckFinding[] => [
  finding(check, agent.address, {
    verdict: "undetermined",
    message: failures.get(part)?.message ?? "AWS did not answer",
    unread: true,
  }),
];
