import { APIGatewayClient, GetApiKeysCommand, GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { BudgetsClient, DescribeBudgetCommand } from "@aws-sdk/client-budgets";
import {
  CostExplorerClient,
  type Expression,
  GetCostAndUsageCommand,
  type GroupDefinition,
  UpdateCostAllocationTagsStatusCommand,
} from "@aws-sdk/client-cost-explorer";
import { defaultAccountId, type LocalAws } from "../local-aws/local-aws";
import { invokeUrl } from "../local-aws/services/api-gateway/door";
import { budgetName, project, region } from "./news-stack";

/** Days as `2026-11-01`: from the first, to before the second. */
export interface Days {
  readonly Start: string;
  readonly End: string;
}

/** What was spent, in US dollars, as AWS's APIs answer it. */
export interface Money {
  /** Of the model, without the project's tag: GetCostAndUsage, grouped by tag and service. */
  readonly modelUntaggedUsd: number;
  /** Of the model, with it. */
  readonly modelUnderProjectUsd: number;
  /** Of functions and API, with it. */
  readonly restUnderProjectUsd: number;
  /** Of everything: GetCostAndUsage, filtered by the tag. */
  readonly projectUsd: number;
  /** What the project's budget has counted in the month so far: DescribeBudget. */
  readonly budgetUsd: number;
}

const usd = (amount: string | undefined): number => Number(amount ?? 0);

/** The account as its people use it: its website's API, Cost Explorer, and the budget, by the AWS SDK. */
export function accountOf(aws: LocalAws) {
  const { endpoint } = aws;
  const client = { endpoint, region, credentials: { accessKeyId: "AKIALOCALAWS", secretAccessKey: "local" } };
  const gateway = new APIGatewayClient(client);
  const costExplorer = new CostExplorerClient(client);
  const budgets = new BudgetsClient(client);

  const costs = async (TimePeriod: Days, GroupBy?: GroupDefinition[], Filter?: Expression) => {
    const asked = { TimePeriod, Granularity: "MONTHLY" as const, Metrics: ["UnblendedCost"], GroupBy, Filter };
    const { ResultsByTime = [] } = await costExplorer.send(new GetCostAndUsageCommand(asked));
    return ResultsByTime;
  };

  return {
    /** Puts a prompt to the agent through the project's API, with its key. @returns the status of the answer */
    ask: async (prompt: string, headers: Readonly<Record<string, string>> = {}): Promise<number> => {
      const { items: apis = [] } = await gateway.send(new GetRestApisCommand({}));
      const { items: keys = [] } = await gateway.send(new GetApiKeysCommand({ includeValues: true }));
      const answer = await fetch(`${invokeUrl(endpoint, apis[0]?.id ?? "", "v1")}/invoke`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": keys[0]?.value ?? "", ...headers },
        body: JSON.stringify({ prompt }),
      });
      await answer.text();
      return answer.status;
    },

    /** Activates the tag for cost allocation. @throws Error where billing data does not have its key yet */
    activateTag: async (): Promise<void> => {
      const CostAllocationTagsStatus = [{ TagKey: "Project", Status: "Active" as const }];
      const command = new UpdateCostAllocationTagsStatusCommand({ CostAllocationTagsStatus });
      const { Errors = [] } = await costExplorer.send(command);
      for (const { Message } of Errors) throw new Error(Message);
    },

    money: async (days: Days): Promise<Money> => {
      const grouped = await costs(days, [
        { Type: "TAG", Key: "Project" },
        { Type: "DIMENSION", Key: "SERVICE" },
      ]);
      const groups = grouped.flatMap(({ Groups = [] }) => Groups);
      const sum = (tag: string, isModel: boolean) =>
        groups
          .filter(({ Keys }) => Keys?.[0] === `Project$${tag}` && (Keys[1] === "Amazon Bedrock") === isModel)
          .reduce((total, { Metrics }) => total + usd(Metrics?.["UnblendedCost"]?.Amount), 0);
      const filtered = await costs(days, undefined, { Tags: { Key: "Project", Values: [project] } });
      const asked = { AccountId: defaultAccountId, BudgetName: budgetName };
      const { Budget } = await budgets.send(new DescribeBudgetCommand(asked));
      return {
        modelUntaggedUsd: sum("", true),
        modelUnderProjectUsd: sum(project, true),
        restUnderProjectUsd: sum(project, false),
        projectUsd: filtered.reduce((total, { Total }) => total + usd(Total?.["UnblendedCost"]?.Amount), 0),
        budgetUsd: usd(Budget?.CalculatedSpend?.ActualSpend?.Amount),
      };
    },
  };
}
