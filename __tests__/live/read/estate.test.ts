import { expect, test } from "@jest/globals";
import { readCaller } from "../../../live/account";
import { atATime } from "../../../live/at-a-time";
import { liveEstate } from "../../../live/live-estate";
import { readActionGroups, readAgent } from "../../../live/read/agents";
import { listAliasIds, readAlias } from "../../../live/read/aliases";
import { readApi } from "../../../live/read/apis";
import { budgetTags, listBudgets, readBudget } from "../../../live/read/budgets";
import { functionsNaming, readFunction, readPermissions } from "../../../live/read/functions";
import { readProfile } from "../../../live/read/profiles";
import { roleReader } from "../../../live/read/roles";
import { rules } from "../../../policies";
import { certainText } from "../../../policies/attribute";
import { evaluate } from "../../../policies/evaluate";
import { runLocalAws } from "../../local-aws/support/run-local-aws";
import { accountId, deployProject } from "../support/deployed-project";
import { clientsFor } from "../support/live-clients-of";

test("the gate's own rules pass a project that stands in an account", async () => {
  const aws = await runLocalAws();
  const project = await deployProject(aws);
  const clients = await clientsFor(aws);

  expect(await readCaller(clients)).toMatchObject({ accountId });
  const agent = await readAgent(clients, project.agentId);
  const actionGroups = await readActionGroups(clients, agent);
  const aliases = await atATime(await listAliasIds(clients, project.agentId), (id) =>
    readAlias(clients, project.agentId, id),
  );
  const executors = actionGroups.flatMap(({ executor }) => certainText(executor) ?? []);
  const callers = await functionsNaming(clients, [project.agentId]);
  const functions = await atATime([...executors, ...callers], (name) => readFunction(clients, name));
  const permissions = (await atATime(functions, (each) => readPermissions(clients, each))).flat();
  const readRole = roleReader(clients);
  const arns = [agent.role, ...functions.map(({ role }) => role)].flatMap((role) => certainText(role) ?? []);
  const { api, entrances, usagePlans, usagePlanKeys } = await readApi(clients, project.restApiId);
  const budgets = await listBudgets(clients, accountId);
  const estate = liveEstate({
    ...{ agents: [agent], aliases, actionGroups, functions, permissions },
    inferenceProfiles: [await readProfile(clients, project.profileArn)],
    roles: await atATime(arns, readRole),
    ...{ apis: [api], entrances, usagePlans, usagePlanKeys },
    budgets: await atATime(budgets, (budget) => readBudget(clients, accountId, budget)),
  });

  const findings = evaluate(estate, rules, { tagKey: "Project", now: new Date() }).flatMap(({ rule, findings }) =>
    findings.map(({ verdict, message }) => ({ rule: rule.id, verdict, message })),
  );
  const judged = findings.filter(({ verdict }) => verdict !== "notApplicable");
  expect(judged.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
  expect([...new Set(judged.map(({ rule }) => rule))]).toEqual([
    "agent-uses-inference-profile",
    "alias-follows-agent",
    "agent-role-invokes-its-profile",
    "no-direct-model-access",
    "invoker-calls-alias",
    "inference-profile-has-project-tag",
    "model-is-live",
    "one-region",
    "action-group-permission-is-scoped",
    "budget-matches-project-tag",
    "project-tag-on-every-billable",
    "api-is-guarded",
    "plan-is-whole",
  ]);
  expect(estate.at(agent.address)).toBe(agent);
  expect(await atATime(budgets, (budget) => budgetTags(clients, accountId, budget))).toEqual([{ Project: "news" }]);
  expect(aws.requests.missing()).toEqual([]);
  clients.destroy();
});
