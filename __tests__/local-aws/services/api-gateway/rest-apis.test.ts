import * as sdk from "@aws-sdk/client-api-gateway";
import { describe, expect, test } from "@jest/globals";
import { clientOf, runLocalAws } from "../../support/run-local-aws";
import { deployedApi } from "./deployed-api";

type Made = Awaited<ReturnType<typeof deployedApi>>;

describe("is refused:", () => {
  test.each<[string, string, string, (made: Made) => Promise<unknown>]>([
    [
      "a resource of a name that its parent has",
      "ConflictException",
      "Another resource with the same parent already has this name: invoke",
      async ({ api, at: { restApiId } }) => {
        const { rootResourceId } = await api.send(new sdk.GetRestApiCommand({ restApiId }));
        return api.send(new sdk.CreateResourceCommand({ restApiId, parentId: rootResourceId, pathPart: "invoke" }));
      },
    ],
    [
      "a method that is there",
      "ConflictException",
      "Method already exists for this resource",
      ({ api, at }) => api.send(new sdk.PutMethodCommand({ ...at, httpMethod: "POST", authorizationType: "NONE" })),
    ],
    [
      "a method with a model that is not there",
      "BadRequestException",
      "Invalid model identifier specified: None",
      ({ api, at }) =>
        api.send(
          new sdk.PutMethodCommand({
            ...{ ...at, httpMethod: "PUT", authorizationType: "NONE", requestModels: { "application/json": "None" } },
          }),
        ),
    ],
    [
      "the end of a model that a method asks for",
      "ConflictException",
      "Cannot delete model 'Request', is referenced in method request: /invoke/POST",
      ({ api, at: { restApiId } }) => api.send(new sdk.DeleteModelCommand({ restApiId, modelName: "Request" })),
    ],
    [
      "a deployment with a method that has no integration",
      "BadRequestException",
      "No integration defined for method",
      async ({ api, at }) => {
        await api.send(new sdk.DeleteIntegrationCommand({ ...at, httpMethod: "POST" }));
        return api.send(new sdk.CreateDeploymentCommand(at));
      },
    ],
    [
      "the end of a deployment that a stage serves",
      "BadRequestException",
      "Active stages pointing to this deployment must be moved or deleted",
      async ({ api, at: { restApiId } }) => {
        const { deploymentId } = await api.send(new sdk.GetStageCommand({ restApiId, stageName: "v1" }));
        return api.send(new sdk.DeleteDeploymentCommand({ restApiId, deploymentId }));
      },
    ],
    [
      "the end of a usage plan with stages",
      "BadRequestException",
      "has API stages",
      ({ api, plan }) => api.send(new sdk.DeleteUsagePlanCommand({ usagePlanId: plan.id })),
    ],
    [
      "a stage in a plan that is not there",
      "BadRequestException",
      "API Stage not found: none:v1",
      ({ api }) => api.send(new sdk.CreateUsagePlanCommand({ name: "b", apiStages: [{ apiId: "none", stage: "v1" }] })),
    ],
    [
      "a key of a value that another has",
      "ConflictException",
      "API Key already exists",
      ({ api, key }) => api.send(new sdk.CreateApiKeyCommand({ name: "b", value: key.value })),
    ],
    [
      "an integration that local AWS does not have",
      "BadRequestException",
      "has the integrations MOCK and AWS_PROXY, not HTTP",
      ({ api, at }) => api.send(new sdk.PutIntegrationCommand({ ...at, httpMethod: "POST", type: "HTTP" })),
    ],
    [
      "what belongs to an API that is gone",
      "NotFoundException",
      "Invalid API identifier specified 111122223333:none",
      ({ api }) => api.send(new sdk.GetStageCommand({ restApiId: "none", stageName: "v1" })),
    ],
  ])("%s", async (_title, name, message, send) => {
    await expect(send(await deployedApi())).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });
});

test("a key is shown to who asks for its value, and goes out of its plans when it ends", async () => {
  const { api, key, plan } = await deployedApi();
  expect((await api.send(new sdk.GetApiKeyCommand({ apiKey: key.id }))).value).toBeUndefined();
  expect((await api.send(new sdk.GetApiKeyCommand({ apiKey: key.id, includeValue: true }))).value).toBe(key.value);
  expect(key.value).toMatch(/^[a-z0-9]{40}$/);
  await api.send(new sdk.DeleteApiKeyCommand({ apiKey: key.id }));
  const inPlan = api.send(new sdk.GetUsagePlanKeyCommand({ usagePlanId: plan.id, keyId: key.id }));
  await expect(inPlan).rejects.toThrow(sdk.NotFoundException);
});

test("tags of an API, its stage, a plan and a key come and go", async () => {
  const { api, at, key, plan } = await deployedApi();
  const of = [
    `restapis/${at.restApiId}`,
    `restapis/${at.restApiId}/stages/v1`,
    `apikeys/${key.id ?? ""}`,
    `usageplans/${plan.id ?? ""}`,
  ];
  for (const resourceArn of of.map((path) => `arn:aws:apigateway:eu-west-2::/${path}`)) {
    await api.send(new sdk.TagResourceCommand({ resourceArn, tags: { Project: "news", Team: "a" } }));
    await api.send(new sdk.UntagResourceCommand({ resourceArn, tagKeys: ["Team"] }));
    expect((await api.send(new sdk.GetTagsCommand({ resourceArn }))).tags).toEqual({ Project: "news" });
  }
});

test("an API belongs to its Region", async () => {
  const aws = await runLocalAws();
  const here = new sdk.APIGatewayClient(clientOf(aws));
  const { id: restApiId } = await here.send(new sdk.CreateRestApiCommand({ name: "news" }));
  const there = new sdk.APIGatewayClient({ ...clientOf(aws), region: "us-east-1" });
  await expect(there.send(new sdk.GetRestApiCommand({ restApiId }))).rejects.toThrow(sdk.NotFoundException);
  expect((await there.send(new sdk.GetRestApisCommand({}))).items).toEqual([]);
});

test("the end of a resource is that of those below it", async () => {
  const { api, at } = await deployedApi();
  const below = { restApiId: at.restApiId, parentId: at.resourceId, pathPart: "{id}" };
  const { id: resourceId, path } = await api.send(new sdk.CreateResourceCommand(below));
  expect(path).toBe("/invoke/{id}");
  await api.send(new sdk.DeleteResourceCommand(at));
  const got = api.send(new sdk.GetResourceCommand({ restApiId: at.restApiId, resourceId }));
  await expect(got).rejects.toThrow("Invalid Resource identifier specified");
});

test("stages, usage plans and their keys are listed page by page, and by what they belong to", async () => {
  const { api, at, key, plan } = await deployedApi();
  const { restApiId } = at;
  const stages = async (deploymentId?: string) =>
    (await api.send(new sdk.GetStagesCommand({ restApiId, deploymentId }))).item?.map(({ stageName }) => stageName);
  expect(await stages()).toEqual(["v1"]);
  expect(await stages("other")).toEqual([]);

  const second = await api.send(new sdk.CreateUsagePlanCommand({ name: "second" }));
  const plans = async (asked: sdk.GetUsagePlansCommandInput) => {
    const { items, position } = await api.send(new sdk.GetUsagePlansCommand(asked));
    return [items?.map(({ id }) => id), position];
  };
  expect(await plans({ limit: 1 })).toEqual([[plan.id], "1"]);
  expect(await plans({ limit: 1, position: "1" })).toEqual([[second.id], undefined]);
  expect(await plans({ keyId: key.id })).toEqual([[plan.id], undefined]);

  const keys = async (usagePlanId: string | undefined) =>
    (await api.send(new sdk.GetUsagePlanKeysCommand({ usagePlanId }))).items?.map(({ id }) => id);
  expect(await keys(plan.id)).toEqual([key.id]);
  expect(await keys(second.id)).toEqual([]);
});
