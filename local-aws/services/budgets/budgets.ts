import * as sdk from "@aws-sdk/client-budgets";
import { belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { sendAlerts } from "./alerts";
import { addNotification } from "./notifications";
import { checkFilters, periodOf, spendOf } from "./spend";
import { type Budget, budgetByArn, budgetOf, budgetsOf, invalid, notHere } from "./state";

belief(
  "Budgets",
  "A budget without dates runs from the start of its first period to 2087-06-15.",
  sourced("https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_TimePeriod.html"),
);
const endOfTime = "2087-06-15T00:00:00.000Z";

belief(
  "Budgets",
  "A budget counts every kind of cost, unblended and not amortized, where it does not say otherwise.",
  sourced("https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CostTypes.html"),
);
const costTypes = {
  ...{ IncludeTax: true, IncludeSubscription: true, IncludeRefund: true, IncludeCredit: true, IncludeUpfront: true },
  ...{ IncludeRecurring: true, IncludeOtherSubscription: true, IncludeSupport: true, IncludeDiscount: true },
  ...{ UseBlended: false, UseAmortized: false },
};

/** Budgets of costs, with what the ledger says has been spent, and their tags. */
export const budgets = {
  CreateBudget: ({ AccountId, Budget: asked, NotificationsWithSubscribers = [], ResourceTags = [] }, context) => {
    const all = budgetsOf(AccountId, context);
    const name = asked.BudgetName;
    if (!/^[^:\\/]{1,100}$/.test(name)) throw invalid("A budget's name has 1 to 100 characters, and no : or \\ or /.");
    if (all[name])
      throw modelled(sdk.DuplicateRecordException, `Error creating budget: ${name} - the budget already exists.`);
    const tags = Object.fromEntries(ResourceTags.map(({ Key, Value }) => [Key, Value]));
    const budget: Budget = { name, accountId: AccountId, ...settings(asked, context), notifications: [], tags };
    for (const { Notification, Subscribers } of NotificationsWithSubscribers)
      addNotification(budget, Notification, Subscribers, context);
    all[name] = budget;
    sendAlerts(context);
    return {};
  },

  UpdateBudget: ({ AccountId, NewBudget }, context) => {
    const budget = budgetOf(AccountId, NewBudget.BudgetName, context);
    Object.assign(budget, settings(NewBudget, context, budget));
    sendAlerts(context);
    return {};
  },

  DescribeBudget: ({ AccountId, BudgetName }, context) => ({
    Budget: answered(budgetOf(AccountId, BudgetName, context), context),
  }),

  DescribeBudgets: ({ AccountId }, context) => ({
    Budgets: Object.values(budgetsOf(AccountId, context)).map((budget) => answered(budget, context)),
  }),

  DeleteBudget: ({ AccountId, BudgetName }, context) => {
    budgetOf(AccountId, BudgetName, context);
    Reflect.deleteProperty(budgetsOf(AccountId, context), BudgetName);
    return {};
  },

  TagResource: ({ ResourceARN, ResourceTags }, context) => {
    const { tags } = budgetByArn(ResourceARN, context);
    for (const { Key, Value } of ResourceTags) tags[Key] = Value;
    return {};
  },
  UntagResource: ({ ResourceARN, ResourceTagKeys }, context) => {
    const budget = budgetByArn(ResourceARN, context);
    budget.tags = Object.fromEntries(Object.entries(budget.tags).filter(([key]) => !ResourceTagKeys.includes(key)));
    return {};
  },
  ListTagsForResource: ({ ResourceARN }, context) => ({
    ResourceTags: Object.entries(budgetByArn(ResourceARN, context).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
} satisfies Handlers<typeof sdk>;

/** What the provider still sends: AWS's model calls it deprecated, in favour of filter expressions. */
interface Filtered {
  readonly CostFilters?: Record<string, string[]> | undefined;
  readonly CostTypes?: Readonly<Partial<Record<keyof typeof costTypes, boolean | undefined>>> | undefined;
}

type Settings = Pick<Budget, "limitUsd" | "timeUnit" | "start" | "end" | "filters" | "costTypes" | "updatedAt">;

/** What a budget is asked to be. @throws InvalidParameterException for a limit that is none */
function settings(asked: sdk.Budget, { clock }: Pick<Context, "clock">, before?: Budget): Settings {
  if (asked.BudgetType !== "COST") throw notHere(`budgets of the type ${String(asked.BudgetType)}`);
  if (asked.PlannedBudgetLimits ?? asked.AutoAdjustData) throw notHere("planned or adjusted budget limits");
  if (asked.FilterExpression) throw notHere("filter expressions of budgets");
  const limitUsd = Number(asked.BudgetLimit?.Amount);
  if (!(limitUsd > 0) || asked.BudgetLimit?.Unit !== "USD") throw invalid("A budget's limit is above 0, in USD.");
  const { CostFilters: filters = {}, CostTypes: counted = {} }: Filtered = { ...asked };
  checkFilters(filters);
  const timeUnit = asked.TimeUnit ?? "MONTHLY";
  const firstPeriod = new Date(periodOf(timeUnit, clock.now()).start).toISOString();
  return {
    limitUsd,
    timeUnit,
    start: asked.TimePeriod?.Start?.toISOString() ?? before?.start ?? firstPeriod,
    end: asked.TimePeriod?.End?.toISOString() ?? before?.end ?? endOfTime,
    filters,
    costTypes: { ...costTypes, ...Object.fromEntries(Object.entries(counted).map(([key, is]) => [key, is === true])) },
    updatedAt: clock.now().toISOString(),
  };
}

function answered(budget: Budget, context: Pick<Context, "clock" | "state">) {
  const { actualUsd, forecastUsd } = spendOf(budget, context);
  return {
    BudgetName: budget.name,
    BudgetType: "COST" as const,
    BudgetLimit: usd(budget.limitUsd),
    TimeUnit: budget.timeUnit,
    TimePeriod: { Start: new Date(budget.start), End: new Date(budget.end) },
    CostFilters: budget.filters,
    CostTypes: budget.costTypes,
    CalculatedSpend: {
      ActualSpend: usd(actualUsd),
      ...(forecastUsd !== undefined && { ForecastedSpend: usd(forecastUsd) }),
    },
    LastUpdatedTime: new Date(budget.updatedAt),
  };
}

/** Budgets answers whole dollars with a decimal: `50.0`. */
const usd = (amount: number): sdk.Spend => ({
  Amount: Number.isInteger(amount) ? amount.toFixed(1) : String(Number(amount.toFixed(6))),
  Unit: "USD",
});
