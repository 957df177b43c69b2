import {
  BedrockClient,
  ConflictException,
  CreateInferenceProfileCommand,
  DeleteInferenceProfileCommand,
  GetFoundationModelAvailabilityCommand,
  GetFoundationModelCommand,
  GetInferenceProfileCommand,
  ListFoundationModelsCommand,
  ListInferenceProfilesCommand,
  ListTagsForResourceCommand,
  ResourceNotFoundException,
  TagResourceCommand,
  UntagResourceCommand,
  ValidationException,
} from "@aws-sdk/client-bedrock";
import { expect, test } from "@jest/globals";
import { modelAccessSlice } from "../../../../local-aws/services/bedrock/model-access-slice";
import { clientOf, runLocalAws } from "../../support/run-local-aws";

const nova = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0";
const sonnetOfEurope = "arn:aws:bedrock:eu-west-2:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-6";

async function running() {
  const aws = await runLocalAws();
  const bedrock = new BedrockClient(clientOf(aws));
  const create = (inferenceProfileName: string, copyFrom: string, tags: Record<string, string> = {}) =>
    bedrock.send(
      new CreateInferenceProfileCommand({
        inferenceProfileName,
        description: "For the news",
        modelSource: { copyFrom },
        tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
      }),
    );
  const get = (inferenceProfileIdentifier: string | undefined) =>
    bedrock.send(new GetInferenceProfileCommand({ inferenceProfileIdentifier }));
  return { aws, bedrock, create, get };
}

test("a profile of a foundation model is got by its ARN and by its id, and goes", async () => {
  const { bedrock, create, get } = await running();
  const { inferenceProfileArn, status } = await create("news", nova);
  expect(status).toBe("ACTIVE");
  expect(inferenceProfileArn).toMatch(
    /^arn:aws:bedrock:eu-west-2:111122223333:application-inference-profile\/[a-z0-9]{12}$/,
  );
  const byArn = await get(inferenceProfileArn);
  expect(byArn).toMatchObject({
    inferenceProfileName: "news",
    description: "For the news",
    models: [{ modelArn: nova }],
    type: "APPLICATION",
    status: "ACTIVE",
  });
  expect((await get(byArn.inferenceProfileId)).inferenceProfileArn).toBe(inferenceProfileArn);
  await bedrock.send(new DeleteInferenceProfileCommand({ inferenceProfileIdentifier: inferenceProfileArn }));
  await expect(get(inferenceProfileArn)).rejects.toBeInstanceOf(ResourceNotFoundException);
});

test("a profile that copies one of AWS's takes its routes", async () => {
  const { create, get } = await running();
  const { inferenceProfileArn } = await create("news", sonnetOfEurope);
  const { models } = await get(inferenceProfileArn);
  expect(models).toEqual((await get("eu.anthropic.claude-sonnet-4-6")).models);
  expect(models).toContainEqual({
    modelArn: "arn:aws:bedrock:eu-west-2::foundation-model/anthropic.claude-sonnet-4-6",
  });
  expect(models).toContainEqual({
    modelArn: "arn:aws:bedrock:eu-north-1::foundation-model/anthropic.claude-sonnet-4-6",
  });
});

test("a global profile of AWS's also lists the model without a Region", async () => {
  const { get } = await running();
  const { models } = await get("global.anthropic.claude-sonnet-4-6");
  expect(models).toEqual([
    { modelArn: "arn:aws:bedrock:eu-west-2::foundation-model/anthropic.claude-sonnet-4-6" },
    { modelArn: "arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6" },
  ]);
});

test.each([
  ["a model of another Region", "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0"],
  ["a profile of another geography", sonnetOfEurope.replace("/eu.", "/us.")],
  [
    "a model that the Region does not serve on demand",
    "arn:aws:bedrock:eu-west-2::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0",
  ],
  ["an id where an ARN belongs", "amazon.nova-pro-v1:0"],
])("%s cannot be copied", async (_what, copyFrom) => {
  const { create } = await running();
  await expect(create("news", copyFrom)).rejects.toBeInstanceOf(ValidationException);
});

test("a name is there once in a Region", async () => {
  const { aws, create } = await running();
  await create("news", nova);
  await expect(create("news", nova)).rejects.toBeInstanceOf(ConflictException);
  const elsewhere = new BedrockClient({ ...clientOf(aws), region: "us-east-1" });
  const modelSource = { copyFrom: "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0" };
  await elsewhere.send(new CreateInferenceProfileCommand({ inferenceProfileName: "news", modelSource }));
});

test("tags are added, changed and taken away", async () => {
  const { bedrock, create } = await running();
  const { inferenceProfileArn: resourceARN } = await create("news", nova, { Project: "news", Team: "a" });
  await bedrock.send(new TagResourceCommand({ resourceARN, tags: [{ key: "Project", value: "other" }] }));
  await bedrock.send(new UntagResourceCommand({ resourceARN, tagKeys: ["Team"] }));
  const { tags } = await bedrock.send(new ListTagsForResourceCommand({ resourceARN }));
  expect(tags).toEqual([{ key: "Project", value: "other" }]);
  const missing = bedrock.send(new ListTagsForResourceCommand({ resourceARN: `${String(resourceARN)}x` }));
  await expect(missing).rejects.toBeInstanceOf(ResourceNotFoundException);
});

test("profiles are listed by type, page by page", async () => {
  const { bedrock, create } = await running();
  for (const name of ["a", "b", "c"]) await create(name, nova);
  const list = async (nextToken?: string) =>
    bedrock.send(new ListInferenceProfilesCommand({ typeEquals: "APPLICATION", maxResults: 2, nextToken }));
  const first = await list();
  const second = await list(first.nextToken);
  const names = [first, second].flatMap(({ inferenceProfileSummaries = [] }) =>
    inferenceProfileSummaries.map(({ inferenceProfileName }) => inferenceProfileName),
  );
  expect(names).toEqual(["a", "b", "c"]);
  expect(second.nextToken).toBeUndefined();
  const defined = await bedrock.send(new ListInferenceProfilesCommand({ typeEquals: "SYSTEM_DEFINED" }));
  const ids = defined.inferenceProfileSummaries?.map(({ inferenceProfileId }) => inferenceProfileId);
  expect(ids).toContain("eu.anthropic.claude-sonnet-4-6");
  expect(ids).not.toContain("us.anthropic.claude-sonnet-4-6");
});

test("models are those of the Region and of the day", async () => {
  const { aws, bedrock } = await running();
  const get = () => bedrock.send(new GetFoundationModelCommand({ modelIdentifier: nova }));
  expect((await get()).modelDetails).toMatchObject({
    modelId: "amazon.nova-pro-v1:0",
    inferenceTypesSupported: ["ON_DEMAND"],
    modelLifecycle: { status: "ACTIVE" },
  });
  const onDemand = new ListFoundationModelsCommand({ byProvider: "anthropic", byInferenceType: "ON_DEMAND" });
  const { modelSummaries } = await bedrock.send(onDemand);
  expect(modelSummaries?.map(({ modelId }) => modelId)).toContain("anthropic.claude-sonnet-4-6");
  expect(modelSummaries?.map(({ providerName }) => providerName)).not.toContain("Amazon");

  const ohio = new BedrockClient({ ...clientOf(aws), region: "us-east-2" });
  const llama = new GetFoundationModelCommand({ modelIdentifier: "meta.llama3-3-70b-instruct-v1:0" });
  expect((await ohio.send(llama)).modelDetails?.modelLifecycle?.status).toBe("LEGACY");
  aws.clock.advance(Date.parse("2027-04-01") - aws.clock.now().getTime());
  await expect(ohio.send(llama)).rejects.toBeInstanceOf(ResourceNotFoundException);
});

test("an account has access to the models of its Region, but to those that are withheld", async () => {
  const { aws, bedrock } = await running();
  const access = (modelId: string) => bedrock.send(new GetFoundationModelAvailabilityCommand({ modelId }));
  expect(await access("amazon.nova-pro-v1:0")).toMatchObject({
    agreementAvailability: { status: "AVAILABLE" },
    authorizationStatus: "AUTHORIZED",
    regionAvailability: "AVAILABLE",
  });
  aws.state(modelAccessSlice).withheld.push("amazon.nova-pro-v1:0");
  expect(await access("amazon.nova-pro-v1:0")).toMatchObject({ agreementAvailability: { status: "NOT_AVAILABLE" } });
  await expect(access("amazon.none-v1:0")).rejects.toBeInstanceOf(ResourceNotFoundException);
});
