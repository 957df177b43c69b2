import * as gateway from "@aws-sdk/client-api-gateway";
import * as lambda from "@aws-sdk/client-lambda";
import { invokeUrl } from "../../../../local-aws/services/api-gateway/door";
import { clientOf, runLocalAws } from "../../support/run-local-aws";
import { zipOf } from "../lambda/function-zip";
import { makeRole } from "../lambda/make-role";

const json = "application/json";
const functionArn = "arn:aws:lambda:eu-west-2:111122223333:function:news";
const schema = JSON.stringify({
  $schema: "http://json-schema.org/draft-04/schema#",
  type: "object",
  required: ["prompt"],
  additionalProperties: false,
  properties: { prompt: { type: "string", maxLength: 20, pattern: "\\S" } },
});
const echoOrigin = [
  '#set($origin = $input.params().header.get("origin"))',
  '#if($origin == "https://a.example")',
  "#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)",
  "#end",
].join("\n");

interface DeployedApiProps {
  /** Of the function behind POST /invoke. @default it answers with its event */
  readonly source?: string;
  readonly quota?: gateway.QuotaSettings;
  readonly throttle?: gateway.ThrottleSettings;
  /** What the function's permission is for. @default "POST/invoke" */
  readonly permitted?: string;
}

/** A REST API like the stack's, in the stage v1: POST /invoke by a function, OPTIONS by a mock, a key in a usage plan. */
export async function deployedApi(props: DeployedApiProps = {}) {
  const aws = await runLocalAws();
  const api = new gateway.APIGatewayClient(clientOf(aws));
  const functions = new lambda.LambdaClient(clientOf(aws));
  const { source = "exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });" } = props;
  await functions.send(
    new lambda.CreateFunctionCommand({
      ...{ FunctionName: "news", Runtime: "nodejs22.x", Handler: "index.handler", Timeout: 20 },
      ...{ Role: await makeRole(aws), Code: { ZipFile: zipOf({ "index.js": source }) } },
    }),
  );
  const { id: restApiId = "", rootResourceId } = await api.send(new gateway.CreateRestApiCommand({ name: "news" }));
  const resource = { restApiId, parentId: rootResourceId, pathPart: "invoke" };
  const { id: resourceId = "" } = await api.send(new gateway.CreateResourceCommand(resource));
  const at = { restApiId, resourceId };
  await api.send(new gateway.CreateModelCommand({ restApiId, name: "Request", contentType: json, schema }));
  const { id: requestValidatorId } = await api.send(
    new gateway.CreateRequestValidatorCommand({ restApiId, name: "body", validateRequestBody: true }),
  );
  const post = { ...at, httpMethod: "POST" };
  const requestModels = { [json]: "Request" };
  const method = { ...post, authorizationType: "NONE", apiKeyRequired: true, requestModels, requestValidatorId };
  await api.send(new gateway.PutMethodCommand(method));
  await api.send(
    new gateway.PutIntegrationCommand({
      ...{ ...post, type: "AWS_PROXY", integrationHttpMethod: "POST", passthroughBehavior: "NEVER" },
      uri: `arn:aws:apigateway:eu-west-2:lambda:path/2015-03-31/functions/${functionArn}/invocations`,
    }),
  );
  const options = { ...at, httpMethod: "OPTIONS" };
  await api.send(new gateway.PutMethodCommand({ ...options, authorizationType: "NONE" }));
  const requestTemplates = { [json]: '{"statusCode": 204}' };
  await api.send(new gateway.PutIntegrationCommand({ ...options, type: "MOCK", requestTemplates }));
  const header = "method.response.header.Access-Control-Allow-Methods";
  const answer = { ...options, statusCode: "204" };
  await api.send(new gateway.PutMethodResponseCommand({ ...answer, responseParameters: { [header]: true } }));
  const responseParameters = { [header]: "'POST,OPTIONS'" };
  const mapped = { ...answer, responseParameters, responseTemplates: { [json]: echoOrigin } };
  await api.send(new gateway.PutIntegrationResponseCommand(mapped));
  await api.send(
    new gateway.PutGatewayResponseCommand({
      ...{ restApiId, responseType: "DEFAULT_4XX" },
      responseParameters: { "gatewayresponse.header.Access-Control-Allow-Origin": "method.request.header.Origin" },
      responseTemplates: {
        [json]: '{"error":{"code":"$context.error.responseType","message":$context.error.messageString}}',
      },
    }),
  );
  const deploy = async () => (await api.send(new gateway.CreateDeploymentCommand({ restApiId }))).id ?? "";
  await api.send(new gateway.CreateStageCommand({ restApiId, stageName: "v1", deploymentId: await deploy() }));
  await functions.send(
    new lambda.AddPermissionCommand({
      ...{ FunctionName: "news", StatementId: "api", Action: "lambda:InvokeFunction" },
      Principal: "apigateway.amazonaws.com",
      SourceArn: `arn:aws:execute-api:eu-west-2:111122223333:${restApiId}/v1/${props.permitted ?? "POST/invoke"}`,
    }),
  );
  const { quota, throttle } = props;
  const apiStages = [{ apiId: restApiId, stage: "v1" }];
  const plan = await api.send(new gateway.CreateUsagePlanCommand({ name: "news", apiStages, quota, throttle }));
  const key = await api.send(new gateway.CreateApiKeyCommand({ name: "news", enabled: true }));
  const inPlan = { usagePlanId: plan.id, keyId: key.id, keyType: "API_KEY" };
  await api.send(new gateway.CreateUsagePlanKeyCommand(inPlan));

  const url = `${invokeUrl(aws.endpoint, restApiId, "v1")}/invoke`;
  const call = async (given: Call = {}, to = url) => {
    const { method = "POST", body = '{"prompt":"hello"}' } = given;
    const usual = { "x-api-key": key.value ?? "", "content-type": json, origin: "https://a.example" };
    const headers = { ...usual, ...given.headers };
    const response = await fetch(to, { method, headers, ...(method === "POST" && { body }) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  /** Deploys what there is now, and lets the stage serve it. */
  const redeploy = async () => {
    const patchOperations = [{ op: "replace", path: "/deploymentId", value: await deploy() } as const];
    await api.send(new gateway.UpdateStageCommand({ restApiId, stageName: "v1", patchOperations }));
  };
  return { aws, api, at, url, key, plan, redeploy, call };
}

interface Call {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
