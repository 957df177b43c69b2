import { readFileSync } from "node:fs";
import path from "node:path";
import * as gateway from "@aws-sdk/client-api-gateway";
import { BedrockClient, CreateInferenceProfileCommand } from "@aws-sdk/client-bedrock";
import * as bedrockAgent from "@aws-sdk/client-bedrock-agent";
import { BudgetsClient, CreateBudgetCommand, type Notification } from "@aws-sdk/client-budgets";
import { CloudWatchLogsClient, CreateLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import * as lambda from "@aws-sdk/client-lambda";
import type { LocalAws } from "../../../local-aws/local-aws";
import { invokeUrl } from "../../../local-aws/services/api-gateway/door";
import { settle } from "../../local-aws/services/bedrock-agent/prepared-agent";
import { createRole } from "../../local-aws/support/roles";
import { clientOf } from "../../local-aws/support/run-local-aws";

export const accountId = "111122223333";
export const region = "eu-west-2";
export const project = "news";
export const model = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0";
export const tags = { Project: project };
export const budgetName = `${project}-monthly`;
export const instruction = "Answer questions about what AWS has announced, shortly and with the source.";

/** What a project's stack tells of itself. */
export interface DeployedProject {
  readonly agentId: string;
  readonly aliasId: string;
  readonly aliasArn: string;
  readonly profileArn: string;
  readonly invokeUrl: string;
  readonly apiKeyId: string;
  readonly restApiId: string;
  readonly agentRole: string;
}

const invoking = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

/** Statements of the agent's role as the constructs write them. */
export const throughProfileOnly = (profileArn: string) => [
  { Effect: "Allow", Action: [...invoking, "bedrock:GetInferenceProfile"], Resource: profileArn },
  {
    Effect: "Allow",
    Action: invoking,
    Resource: [model],
    Condition: { StringEquals: { "bedrock:InferenceProfileArn": profileArn } },
  },
];

/** Makes by calls of the SDK what the constructs make by Terraform, in seconds less: a project, with the real functions. */
export async function deployProject(aws: LocalAws): Promise<DeployedProject> {
  const bedrock = new BedrockClient(clientOf(aws));
  const { inferenceProfileArn: profileArn = "" } = await bedrock.send(
    new CreateInferenceProfileCommand({
      inferenceProfileName: project,
      modelSource: { copyFrom: model },
      tags: [{ key: "Project", value: project }],
    }),
  );
  const agentRole = await createRole(aws, `${project}-agent`, "bedrock.amazonaws.com", throughProfileOnly(profileArn));
  const { agentId, aliasId, aliasArn } = await makeAgent(aws, profileArn, agentRole);
  const functionArn = await makeFunction(aws, { agentId, aliasId, aliasArn });
  const api = await makeApi(aws, functionArn);
  await makeBudget(aws);
  return { agentId, aliasId, aliasArn, profileArn, agentRole, ...api };
}

async function makeAgent(aws: LocalAws, foundationModel: string, agentResourceRoleArn: string) {
  const agents = new bedrockAgent.BedrockAgentClient(clientOf(aws));
  const { agent } = await agents.send(
    new bedrockAgent.CreateAgentCommand({
      agentName: project,
      foundationModel,
      agentResourceRoleArn,
      instruction,
      tags,
    }),
  );
  const agentId = agent?.agentId ?? "";
  await makeActionGroup(aws, agents, agentId, agent?.agentArn ?? "");
  settle(aws);
  await agents.send(new bedrockAgent.PrepareAgentCommand({ agentId }));
  settle(aws);
  const { agentAlias } = await agents.send(
    new bedrockAgent.CreateAgentAliasCommand({ agentId, agentAliasName: "cost-tracked", tags }),
  );
  settle(aws);
  return { agentId, aliasId: agentAlias?.agentAliasId ?? "", aliasArn: agentAlias?.agentAliasArn ?? "" };
}

async function makeActionGroup(
  aws: LocalAws,
  agents: bedrockAgent.BedrockAgentClient,
  agentId: string,
  agentArn: string,
) {
  const name = `${project}-search`;
  const arn = await createFunction(aws, name, "search-aws-news", [], {});
  await new lambda.LambdaClient(clientOf(aws)).send(
    new lambda.AddPermissionCommand({
      ...{ FunctionName: name, StatementId: "AllowThisAgent", Action: "lambda:InvokeFunction" },
      ...{ Principal: "bedrock.amazonaws.com", SourceArn: agentArn, SourceAccount: accountId },
    }),
  );
  settle(aws);
  await agents.send(
    new bedrockAgent.CreateAgentActionGroupCommand({
      ...{ agentId, agentVersion: "DRAFT", actionGroupName: "search" },
      actionGroupExecutor: { lambda: arn },
      functionSchema: { functions: [{ name: "searchNews", description: "Searches the news", parameters: {} }] },
    }),
  );
}

async function makeFunction(aws: LocalAws, alias: { agentId: string; aliasId: string; aliasArn: string }) {
  const statements = [{ Effect: "Allow", Action: "bedrock:InvokeAgent", Resource: alias.aliasArn }];
  const variables = {
    ...{ AGENT_ID: alias.agentId, AGENT_ALIAS_ID: alias.aliasId },
    ...{ ALLOWED_ORIGINS: "https://www.example.com", TIMEOUT_MS: "27000" },
  };
  return createFunction(aws, `${project}-invoke-agent`, "invoke-agent", statements, variables);
}

async function createFunction(
  aws: LocalAws,
  FunctionName: string,
  bundle: string,
  statements: readonly object[],
  Variables: Record<string, string>,
): Promise<string> {
  await new CloudWatchLogsClient(clientOf(aws)).send(
    new CreateLogGroupCommand({ logGroupName: `/aws/lambda/${FunctionName}`, tags }),
  );
  const logs = `arn:aws:logs:${region}:${accountId}:log-group:/aws/lambda/${FunctionName}:*`;
  const Role = await createRole(aws, FunctionName, "lambda.amazonaws.com", [
    { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: logs },
    ...statements,
  ]);
  const ZipFile = readFileSync(path.join(__dirname, "../../../lambda/bundles", `${bundle}.zip`));
  const { FunctionArn = "" } = await new lambda.LambdaClient(clientOf(aws)).send(
    new lambda.CreateFunctionCommand({
      ...{ FunctionName, Role, Runtime: "nodejs22.x", Handler: "index.handler", Timeout: 29 },
      ...{ Code: { ZipFile }, Environment: { Variables }, Tags: tags },
    }),
  );
  return FunctionArn;
}

async function makeApi(aws: LocalAws, functionArn: string) {
  const api = new gateway.APIGatewayClient(clientOf(aws));
  const { id: restApiId = "", rootResourceId } = await api.send(
    new gateway.CreateRestApiCommand({ name: project, endpointConfiguration: { types: ["REGIONAL"] }, tags }),
  );
  const resource = { restApiId, parentId: rootResourceId, pathPart: "invoke" };
  const { id: resourceId } = await api.send(new gateway.CreateResourceCommand(resource));
  const method = { restApiId, resourceId, httpMethod: "POST" };
  await api.send(new gateway.PutMethodCommand({ ...method, authorizationType: "NONE", apiKeyRequired: true }));
  const uri = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
  const integration = { ...method, type: "AWS_PROXY", integrationHttpMethod: "POST", uri } as const;
  await api.send(new gateway.PutIntegrationCommand(integration));
  const { id: deploymentId } = await api.send(new gateway.CreateDeploymentCommand({ restApiId }));
  await api.send(new gateway.CreateStageCommand({ restApiId, stageName: "v1", deploymentId, tags }));
  await new lambda.LambdaClient(clientOf(aws)).send(
    new lambda.AddPermissionCommand({
      ...{ FunctionName: functionArn, StatementId: "AllowApi", Action: "lambda:InvokeFunction" },
      Principal: "apigateway.amazonaws.com",
      SourceArn: `arn:aws:execute-api:${region}:${accountId}:${restApiId}/v1/POST/invoke`,
    }),
  );
  const plan = await api.send(
    new gateway.CreateUsagePlanCommand({
      ...{ name: project, apiStages: [{ apiId: restApiId, stage: "v1" }] },
      ...{ throttle: { rateLimit: 5, burstLimit: 10 }, quota: { limit: 1000, period: "DAY" } },
    }),
  );
  const { id: apiKeyId = "" } = await api.send(new gateway.CreateApiKeyCommand({ name: project, enabled: true, tags }));
  const inPlan = { usagePlanId: plan.id, keyId: apiKeyId, keyType: "API_KEY" };
  await api.send(new gateway.CreateUsagePlanKeyCommand(inPlan));
  return { restApiId, apiKeyId, invokeUrl: `${invokeUrl(aws.endpoint, restApiId, "v1")}/invoke` };
}

/** As the provider still sends it, though AWS's model calls cost filters deprecated. */
export const filteredBy = (value: string): object => ({ CostFilters: { TagKeyValue: [value] } });

async function makeBudget(aws: LocalAws) {
  const Notification: Notification = {
    NotificationType: "ACTUAL",
    ComparisonOperator: "GREATER_THAN",
    Threshold: 80,
    ThresholdType: "PERCENTAGE",
  };
  const Subscribers = [{ SubscriptionType: "EMAIL", Address: "finance@example.com" } as const];
  await new BudgetsClient(clientOf(aws)).send(
    new CreateBudgetCommand({
      AccountId: accountId,
      Budget: {
        ...{ BudgetName: budgetName, BudgetType: "COST", TimeUnit: "MONTHLY" },
        ...{ BudgetLimit: { Amount: "50", Unit: "USD" }, ...filteredBy(`user:Project$${project}`) },
      },
      NotificationsWithSubscribers: [{ Notification, Subscribers }],
      ResourceTags: [{ Key: "Project", Value: project }],
    }),
  );
}
