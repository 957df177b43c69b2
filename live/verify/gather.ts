import type { Budget as BudgetAnswer } from "@aws-sdk/client-budgets";
import { certainText, certainValue } from "../../policies/attribute";
import type { ActionGroup, Estate, LambdaPermission } from "../../policies/estate";
import { isApplicationProfileArn } from "../../policies/inference-profile";
import { filterValue } from "../../policies/project-tag";
import { readCaller, type Caller } from "../account";
import { askedOnce, atATime } from "../at-a-time";
import type { LiveClients } from "../clients";
import { liveEstate } from "../live-estate";
import { readActionGroups, readAgent, type LiveAgent } from "../read/agents";
import { listAliasIds, readAlias, type LiveAlias } from "../read/aliases";
import { readApi, type ReadApi } from "../read/apis";
import { budgetTags, filtersOf, listBudgets, readBudget, type LiveBudget } from "../read/budgets";
import { functionsNaming, readFunction, readPermissions, type LiveFunction } from "../read/functions";
import { readProfile, type LiveProfile } from "../read/profiles";
import { roleReader, type LiveRole } from "../read/roles";
import { attempts, type Attempts, type Failures, type Missing } from "./attempts";
import type { Subject } from "./subject";

/** A project as it stands in the account. */
export interface Gathered {
  readonly subject: Subject;
  readonly caller: Caller;
  readonly agent: LiveAgent;
  readonly aliases: readonly LiveAlias[];
  readonly profiles: readonly LiveProfile[];
  /** Functions that invoke the agent; those of its action groups are in the estate only. */
  readonly callers: readonly LiveFunction[];
  readonly api: ReadApi | undefined;
  readonly budgets: readonly LiveBudget[];
  /** Values of the project tag that the project's parts carry. */
  readonly projects: readonly string[];
  readonly estate: Estate;
  readonly failures: Failures;
  readonly missing: readonly Missing[];
}

/** Reads an agent and everything that its calls go through. @throws LiveFailure where the agent itself cannot be read */
export async function gather(clients: LiveClients, subject: Subject, tagKey: string): Promise<Gathered> {
  const { agentId } = subject;
  const [caller, agent] = await Promise.all([readCaller(clients), readAgent(clients, agentId)]);
  const reading = attempts();
  const { part } = reading;
  const readOneApi = askedOnce((id: string) => reading.thing("the API", id, readApi(clients, id)));
  const [aliases, actionGroups] = await Promise.all([
    part("aliases", [], () => readAliases(clients, subject, reading)),
    part("actionGroups", [], () => readActionGroups(clients, agent)),
  ]);
  const [profiles, callers, executors] = await Promise.all([
    part("profiles", [], () =>
      readProfiles(clients, subject, [agent, ...aliases.flatMap(({ serves = [] }) => serves)], reading),
    ),
    part("functions", [], () => readCallers(clients, subject, { aliases, readOneApi, reading })),
    part("functions", [], () => readExecutors(clients, actionGroups, reading)),
  ]);
  const functions = [
    ...callers,
    ...executors.filter(({ address }) => callers.every((each) => each.address !== address)),
  ];
  const permissions = await part("permissions", [], async () =>
    (await atATime(functions, (each) => readPermissions(clients, each))).flat(),
  );
  const projects = projectsOf([...profiles, ...functions], tagKey);
  const [roles, api, budgets] = await Promise.all([
    part("roles", [], () => readRoles(clients, [agent, ...functions], reading)),
    part("api", undefined, () => readOwnApi(subject, { callers, permissions, readOneApi })),
    part("budgets", [], () => readBudgets(clients, caller.accountId, tagKey, projects)),
  ]);
  const estate = liveEstate({
    ...{ agents: [agent], aliases, actionGroups, inferenceProfiles: profiles, functions, permissions, roles, budgets },
    ...(api !== undefined && { ...api, apis: [api.api] }),
  });
  const { failures, missing } = reading;
  return { subject, caller, agent, aliases, profiles, callers, api, budgets, projects, estate, failures, missing };
}

async function readAliases(
  clients: LiveClients,
  { agentId, aliasId }: Subject,
  { thing }: Attempts,
): Promise<LiveAlias[]> {
  const ids = aliasId === undefined ? await listAliasIds(clients, agentId) : [aliasId];
  return (await atATime(ids, (id) => thing("the agent's alias", id, readAlias(clients, agentId, id)))).flat();
}

type CallsModels = Pick<LiveAgent, "foundationModel" | "stepModels">;

async function readProfiles(
  clients: LiveClients,
  { profileArn }: Subject,
  calling: readonly CallsModels[],
  { thing }: Attempts,
): Promise<LiveProfile[]> {
  const models = calling.flatMap(({ foundationModel, stepModels }) => [
    foundationModel,
    ...stepModels.map(({ model }) => model),
  ]);
  const arns = new Set([profileArn, ...models.map(certainText)].filter(isApplicationProfileArn));
  return (await atATime([...arns], (arn) => thing("the inference profile", arn, readProfile(clients, arn)))).flat();
}

type ReadOneApi = (id: string) => Promise<ReadApi[]>;

/** The functions that the API calls, and those whose environment names the agent or its alias. */
async function readCallers(
  clients: LiveClients,
  { agentId, api }: Subject,
  { aliases, readOneApi, reading }: { aliases: readonly LiveAlias[]; readOneApi: ReadOneApi; reading: Attempts },
): Promise<LiveFunction[]> {
  const ids = [agentId, ...aliases.flatMap(({ id }) => certainText(id) ?? [])];
  const [naming, integrated] = await Promise.all([
    functionsNaming(clients, ids),
    api === undefined ? [] : readOneApi(api.restApiId),
  ]);
  const behindApi = integrated.flatMap((each) => each.api.integrations.flatMap(functionOf));
  return readFunctions(clients, [...naming, ...behindApi], reading.thing);
}

/** The function whose ARN stands in an integration's URI: `.../functions/ARN/invocations`. */
function functionOf(uri: ReadApi["api"]["integrations"][number]): string[] {
  const arn = /\/functions\/(arn:[^/]+)\/invocations$/.exec(certainText(uri) ?? "")?.[1];
  return arn === undefined ? [] : [arn];
}

function readExecutors(
  clients: LiveClients,
  actionGroups: readonly ActionGroup[],
  { thing }: Attempts,
): Promise<LiveFunction[]> {
  return readFunctions(
    clients,
    actionGroups.flatMap(({ executor }) => certainText(executor) ?? []),
    thing,
  );
}

async function readFunctions(
  clients: LiveClients,
  names: readonly string[],
  thing: Attempts["thing"],
): Promise<LiveFunction[]> {
  const byName = new Map(names.map((name) => [name.split(":function:").at(-1) ?? name, name]));
  return (
    await atATime([...byName.values()], (name) => thing("the function", name, readFunction(clients, name)))
  ).flat();
}

async function readRoles(
  clients: LiveClients,
  holders: readonly Pick<LiveAgent, "role">[],
  { thing }: Attempts,
): Promise<LiveRole[]> {
  const read = roleReader(clients);
  const arns = new Set(holders.flatMap(({ role }) => certainText(role) ?? []));
  return (await atATime([...arns], (arn) => thing("the role", arn, read(arn)))).flat();
}

/** The stack's API, else the one that the calling function's policy lets in. */
async function readOwnApi(
  { api }: Subject,
  from: { callers: readonly LiveFunction[]; permissions: readonly LambdaPermission[]; readOneApi: ReadOneApi },
): Promise<ReadApi | undefined> {
  const { callers, permissions, readOneApi } = from;
  const letIn = permissions.flatMap(({ functionName, sourceArn }) =>
    callers.some(({ address }) => address === certainText(functionName))
      ? (/^arn:[^:]+:execute-api:[^:]*:\d*:([a-z0-9]+)\//.exec(certainText(sourceArn) ?? "")?.[1] ?? [])
      : [],
  );
  const id = api?.restApiId ?? letIn[0];
  if (id === undefined) return undefined;
  return (await readOneApi(id))[0];
}

/** Budgets of the project: those that count it, and those that carry its tag themselves, whatever they count. */
async function readBudgets(
  clients: LiveClients,
  accountId: string,
  tagKey: string,
  projects: readonly string[],
): Promise<LiveBudget[]> {
  const all = await listBudgets(clients, accountId);
  const wanted = projects.map((project) => filterValue(tagKey, project));
  const own = await atATime(all, async (budget) => {
    if (counts(budget, wanted)) return [budget];
    const tags = await budgetTags(clients, accountId, budget);
    return projects.includes(tags[tagKey] ?? "") ? [budget] : [];
  });
  return atATime(own.flat(), (budget) => readBudget(clients, accountId, budget));
}

function counts(budget: BudgetAnswer, wanted: readonly string[]): boolean {
  const filters = filtersOf(budget);
  if (filters === "undetermined") return false;
  const values = filters.flatMap((filter) => certainValue(filter.values)?.value);
  return values.flat().some((value) => typeof value === "string" && wanted.includes(value));
}

const projectsOf = (
  tagged: readonly { readonly tags: Readonly<Record<string, string>> }[],
  tagKey: string,
): string[] => [...new Set(tagged.flatMap(({ tags }) => tags[tagKey] ?? []))];
