/** IAM's name of the permission that an operation of the SDK takes: `bedrock:GetAgent`. */
export const iamAction = (client: string, operation: string): string =>
  actions[`${client} ${operation}`] ?? `${prefixes[client] ?? client}:${operation}`;

/** IAM's names of services that differ from the SDK's. */
const prefixes: Readonly<Record<string, string>> = {
  APIGatewayClient: "apigateway",
  BedrockAgentClient: "bedrock",
  BedrockClient: "bedrock",
  BudgetsClient: "budgets",
  CloudWatchClient: "cloudwatch",
  CloudWatchLogsClient: "logs",
  CostExplorerClient: "ce",
  IAMClient: "iam",
  LambdaClient: "lambda",
  S3Client: "s3",
  STSClient: "sts",
};

/** Operations whose permission has another name. */
const actions: Readonly<Record<string, string>> = {
  "BudgetsClient DescribeBudget": "budgets:ViewBudget",
  "BudgetsClient DescribeBudgets": "budgets:ViewBudget",
  "BudgetsClient DescribeNotificationsForBudget": "budgets:ViewBudget",
  "BudgetsClient DescribeSubscribersForNotification": "budgets:ViewBudget",
  "S3Client HeadBucket": "s3:ListBucket",
  ...Object.fromEntries(
    ["GetRestApi", "GetRestApis", "GetResources", "GetStages", "GetUsagePlans", "GetUsagePlanKeys", "GetApiKey"].map(
      (operation) => [`APIGatewayClient ${operation}`, "apigateway:GET"],
    ),
  ),
};
