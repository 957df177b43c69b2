import { certainValue } from "../../policies/attribute";
import { filterValue, tagKey } from "../../policies/project-tag";
import type { LiveClients } from "../clients";
import { LiveFailure } from "../live-failure";
import { filtersOf, listBudgets } from "../read/budgets";
import { leftOut } from "./left-out";
import { readStandingAgent } from "./read/agent";
import { readCallers, readHandler, type Neighbour } from "./read/callers";
import { modelNamed, readModel } from "./read/model";
import { adoptedNames, type BudgetChoice, writeStack } from "./write-stack";

export interface AdoptRequest {
  readonly agentId: string;
  /** Id or name of the alias to move. @default the agent's only one */
  readonly alias?: string | undefined;
  /** Model, or system-defined profile, to use instead. @default the one that the agent calls */
  readonly model?: string | undefined;
  /** @default the agent's tag Project, else its name */
  readonly project?: string | undefined;
  /** @default no budget is made */
  readonly budget?: BudgetChoice | undefined;
  readonly today: Date;
}

/** A stack that takes an agent over. */
export interface Adoption {
  /** In TypeScript. */
  readonly source: string;
  readonly fileName: string;
  /** Name of the function that it exports. */
  readonly functionName: string;
  /** What the source does not tell, a sentence each. */
  readonly leftOut: readonly string[];
}

/**
 * Reads an agent that was made by hand, with all that belongs to it, and writes the stack that takes it over.
 * @throws LiveFailure for what AWS does not answer, NotAdoptable for what cannot be taken over
 */
export async function adopt(clients: LiveClients, request: AdoptRequest): Promise<Adoption> {
  const { agentId, budget, today } = request;
  const read = await readStandingAgent(clients, agentId, request.alias);
  const { agent } = read;
  const model = request.model === undefined ? await readModel(clients, agent.model, today) : modelNamed(request.model);
  const project = request.project ?? agent.tags[tagKey] ?? agent.name;
  const [callers, handlers, budgets] = await Promise.all([
    orNote(readCallers(clients, agentId), "who calls the agent"),
    orNote(readHandlers(clients, agent.groups), "the functions of its action groups"),
    orNote(budgetsCounting(clients, agent.accountId, project), "the budgets"),
  ]);
  const neighbours = [...(handlers.read ?? []), ...(callers.read ?? [])];
  const notes = leftOut({
    ...read,
    model,
    project,
    neighbours: neighbours.filter(({ arn }, index) => neighbours.findIndex((each) => each.arn === arn) === index),
    budgets: budgets.read,
    makesBudget: budget !== undefined,
    notRead: [callers, handlers, budgets].flatMap(({ note }) => note ?? []),
  });
  return {
    source: writeStack(agent, { model, project, budget, leftOut: notes }),
    ...adoptedNames(agent),
    leftOut: notes,
  };
}

interface OrNote<Read> {
  readonly read?: Read;
  readonly note?: string;
}

/** What lies around the agent need not be read: where the caller may not, that is said. */
async function orNote<Read>(reading: Promise<Read>, what: string): Promise<OrNote<Read>> {
  try {
    return { read: await reading };
  } catch (error) {
    if (!(error instanceof LiveFailure) || error.kind !== "accessDenied") throw error;
    return { note: `Not seen: ${what}. ${error.message}` };
  }
}

async function readHandlers(clients: LiveClients, groups: readonly { lambda: string }[]): Promise<Neighbour[]> {
  const arns = [...new Set(groups.map(({ lambda }) => lambda))];
  const found = await Promise.all(arns.map((arn) => readHandler(clients, arn)));
  return found.flatMap((each) => each ?? []);
}

/** Names of the account's budgets that filter by the project's tag. */
async function budgetsCounting(clients: LiveClients, accountId: string, project: string): Promise<string[]> {
  const all = await listBudgets(clients, accountId);
  const wanted = filterValue(tagKey, project);
  return all.flatMap((budget) => {
    const filters = filtersOf(budget);
    const counted =
      filters === "undetermined" ? [] : filters.flatMap(({ values }) => certainValue(values)?.value ?? []);
    return budget.BudgetName !== undefined && counted.includes(wanted) ? [budget.BudgetName] : [];
  });
}
