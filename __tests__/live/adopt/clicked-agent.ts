import * as gateway from "@aws-sdk/client-api-gateway";
import * as bedrock from "@aws-sdk/client-bedrock-agent";
import * as iam from "@aws-sdk/client-iam";
import * as lambda from "@aws-sdk/client-lambda";
import type { LocalAws } from "../../../local-aws/local-aws";
import { settle } from "../../local-aws/services/bedrock-agent/prepared-agent";
import { zipOf } from "../../local-aws/services/lambda/function-zip";
import { clientOf } from "../../local-aws/support/run-local-aws";

const account = "111122223333";
const region = "eu-west-2";
export const instruction =
  'You search AWS news with `search_aws_news`.\nAnswer in "short" points, and never invent a ${price}.';
const modelArn = `arn:aws:bedrock:${region}::foundation-model/amazon.nova-pro-v1:0`;
const Version = "2012-10-17";

const tags = { Project: "aws-news-agent", Team: "news" };

/** How the agent that is clicked together differs from the usual one. */
export interface Clicked {
  readonly agent?: Partial<bedrock.CreateAgentRequest>;
  /** Beside the console's group of functions. */
  readonly groups?: readonly Omit<bedrock.CreateAgentActionGroupRequest, "agentId" | "agentVersion">[];
  /** Names of the aliases. */
  readonly aliases?: readonly string[];
}

/** The news agent as its article clicks it together: a raw model, the console's role, two functions, an API, an alias on version 1. */
export async function clickedAgent(
  aws: LocalAws,
  { agent: given = {}, groups = [], aliases = ["live"] }: Clicked = {},
) {
  const agents = new bedrock.BedrockAgentClient(clientOf(aws));
  const roleArn = await consoleRole(aws);
  const search = await makeFunction(aws, "search-aws-news", {});
  const { agent } = await agents.send(
    new bedrock.CreateAgentCommand({
      agentName: "SearchAWSNews",
      description: "Clicked together in the console",
      agentResourceRoleArn: roleArn,
      foundationModel: "amazon.nova-pro-v1:0",
      instruction,
      idleSessionTTLInSeconds: 900,
      tags,
      ...given,
    }),
  );
  const agentId = agent?.agentId ?? "";
  settle(aws);
  const functions = new lambda.LambdaClient(clientOf(aws));
  await functions.send(
    new lambda.AddPermissionCommand({
      ...{ FunctionName: "search-aws-news", StatementId: "allow-bedrock", Action: "lambda:InvokeFunction" },
      ...{ Principal: "bedrock.amazonaws.com", SourceArn: agent?.agentArn ?? "" },
    }),
  );
  for (const group of [newsGroup(search), ...groups]) {
    await agents.send(new bedrock.CreateAgentActionGroupCommand({ agentId, agentVersion: "DRAFT", ...group }));
  }
  await agents.send(new bedrock.PrepareAgentCommand({ agentId }));
  settle(aws);
  const aliasIds: string[] = [];
  for (const agentAliasName of aliases) {
    const made = await agents.send(new bedrock.CreateAgentAliasCommand({ agentId, agentAliasName, tags }));
    aliasIds.push(made.agentAlias?.agentAliasId ?? "");
    settle(aws);
  }
  const [aliasId = "TSTALIASID"] = aliasIds;
  const variables = { AGENT_ID: agentId, AGENT_ALIAS_ID: aliasId };
  const apiId = await makeApi(aws, await makeFunction(aws, "invoke-agent", variables));
  return { agentId, aliasId, aliasIds, roleArn, apiId };
}

const newsGroup = (lambdaArn: string) => ({
  actionGroupName: "search-news",
  description: "Searches the feed",
  actionGroupExecutor: { lambda: lambdaArn },
  functionSchema: {
    functions: [
      {
        name: "search_aws_news",
        description: "Finds announcements",
        parameters: {
          query: { type: "string" as const, description: "A few words", required: true },
          max_results: { type: "integer" as const, description: "At most", required: false },
        },
      },
    ],
  },
});

/** The role that the console makes, with the policy that it attaches and the one that the article writes into it. */
async function consoleRole(aws: LocalAws): Promise<string> {
  const client = new iam.IAMClient(clientOf(aws));
  const RoleName = "AmazonBedrockExecutionRoleForAgents_8UQW1ZLDQ2F";
  const Path = "/service-role/";
  const { Role } = await client.send(
    new iam.CreateRoleCommand({
      RoleName,
      Path,
      AssumeRolePolicyDocument: JSON.stringify({
        Version,
        Statement: [
          {
            Sid: "AmazonBedrockAgentTrustPolicy",
            Effect: "Allow",
            Principal: { Service: "bedrock.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "aws:SourceAccount": account },
              ArnLike: { "aws:SourceArn": `arn:aws:bedrock:${region}:${account}:agent/*` },
            },
          },
        ],
      }),
    }),
  );
  const invoke = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
  const { Policy } = await client.send(
    new iam.CreatePolicyCommand({
      PolicyName: "AmazonBedrockAgentBedrockFoundationModelPolicy_8UQW1ZLDQ2F",
      Path,
      PolicyDocument: JSON.stringify({
        Version,
        Statement: [{ Sid: "FoundationModel", Effect: "Allow", Action: invoke, Resource: [modelArn] }],
      }),
    }),
  );
  await client.send(new iam.AttachRolePolicyCommand({ RoleName, PolicyArn: Policy?.Arn ?? "" }));
  await client.send(
    new iam.PutRolePolicyCommand({
      RoleName,
      PolicyName: "ModelAndPrompts",
      PolicyDocument: JSON.stringify({
        Version,
        Statement: [
          { Effect: "Allow", Action: invoke, Resource: modelArn },
          { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::news-prompts/*" },
        ],
      }),
    }),
  );
  return Role?.Arn ?? "";
}

async function makeFunction(aws: LocalAws, FunctionName: string, Variables: Record<string, string>): Promise<string> {
  const client = new iam.IAMClient(clientOf(aws));
  const AssumeRolePolicyDocument = JSON.stringify({
    Version,
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  });
  const { Role } = await client.send(
    new iam.CreateRoleCommand({
      RoleName: `${FunctionName}-role-x1`,
      Path: "/service-role/",
      AssumeRolePolicyDocument,
    }),
  );
  const functions = new lambda.LambdaClient(clientOf(aws));
  const made = await functions.send(
    new lambda.CreateFunctionCommand({
      ...{ FunctionName, Runtime: "python3.13", Handler: "lambda_function.lambda_handler" },
      ...{ Role: Role?.Arn, Code: { ZipFile: zipOf({ "lambda_function.py": "" }) } },
      ...{ Environment: { Variables }, Tags: tags },
    }),
  );
  return made.FunctionArn ?? "";
}

/** A REST API whose POST /invoke the function answers. */
async function makeApi(aws: LocalAws, functionArn: string): Promise<string> {
  const api = new gateway.APIGatewayClient(clientOf(aws));
  const { id: restApiId = "", rootResourceId } = await api.send(new gateway.CreateRestApiCommand({ name: "news" }));
  const route = { restApiId, parentId: rootResourceId, pathPart: "invoke" };
  const { id: resourceId } = await api.send(new gateway.CreateResourceCommand(route));
  const post = { restApiId, resourceId, httpMethod: "POST" };
  await api.send(new gateway.PutMethodCommand({ ...post, authorizationType: "NONE" }));
  const uri = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
  const proxy = { ...post, type: "AWS_PROXY", integrationHttpMethod: "POST", uri } as const;
  await api.send(new gateway.PutIntegrationCommand(proxy));
  const { id: deploymentId } = await api.send(new gateway.CreateDeploymentCommand({ restApiId }));
  await api.send(new gateway.CreateStageCommand({ restApiId, stageName: "prod", deploymentId }));
  await new lambda.LambdaClient(clientOf(aws)).send(
    new lambda.AddPermissionCommand({
      ...{ FunctionName: functionArn, StatementId: "api", Action: "lambda:InvokeFunction" },
      Principal: "apigateway.amazonaws.com",
      SourceArn: `arn:aws:execute-api:${region}:${account}:${restApiId}/*/POST/invoke`,
    }),
  );
  return restApiId;
}
