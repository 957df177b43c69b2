import type { Context } from "../context";
import { ledgerSlice } from "../ledger/ledger";
import { apiGatewaySlice } from "../services/api-gateway/state";
import { bedrockAgentSlice } from "../services/bedrock-agent/agents-slice";
import { bedrockSlice } from "../services/bedrock/profiles-slice";
import { budgetsSlice } from "../services/budgets/state";
import { iamSlice } from "../services/iam/state";
import { lambdaSlice } from "../services/lambda/state";
import { logsSlice } from "../services/logs/state";
import { s3Slice } from "../services/s3/state";
import { snsSlice } from "../services/sns/state";

type State = Context["state"];

/** How many there are of what a stack deploys, in every Region. */
export function inventoryOf(state: State): Readonly<Record<string, number>> {
  const agents = Object.values(state(bedrockAgentSlice).agents).filter(({ passing }) => passing.status !== "DELETING");
  const count = (all: object): number => Object.keys(all).length;
  return {
    agents: agents.length,
    "agent aliases": agents.reduce((sum, { aliases }) => sum + count(aliases), 0),
    "inference profiles": count(state(bedrockSlice).profiles),
    functions: count(state(lambdaSlice).functions),
    "REST APIs": count(state(apiGatewaySlice).apis),
    "API keys": count(state(apiGatewaySlice).keys),
    roles: count(state(iamSlice).roles),
    "managed policies": count(state(iamSlice).policies),
    topics: count(state(snsSlice).topics),
    "log groups": count(state(logsSlice).groups),
    budgets: count(state(budgetsSlice).budgets),
    buckets: count(state(s3Slice).buckets),
  };
}

/** Whether nothing was ever made or billed that names the account. */
export const isEmpty = (state: State): boolean =>
  Object.values(inventoryOf(state)).every((count) => count === 0) && state(ledgerSlice).entries.length === 0;
