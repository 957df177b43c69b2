import { BedrockClient, CreateInferenceProfileCommand, GetInferenceProfileCommand } from "@aws-sdk/client-bedrock";
import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { expect, test } from "@jest/globals";
import { ledgerSlice } from "../../../../local-aws/ledger/ledger";
import type { LocalAws } from "../../../../local-aws/local-aws";
import { newRoleSession } from "../../../../local-aws/role-session";
import { randomId } from "../../../../local-aws/ids";
import { createRole, throughProfile } from "../../support/roles";
import { clientOf, runLocalAws } from "../../support/run-local-aws";

const nova = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0";
const sonnetOfEurope = "arn:aws:bedrock:eu-west-2:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-6";

async function withProfile(copyFrom = nova) {
  const aws = await runLocalAws();
  const bedrock = new BedrockClient(clientOf(aws));
  const tags = [{ key: "Project", value: "news" }];
  const { inferenceProfileArn: profile = "" } = await bedrock.send(
    new CreateInferenceProfileCommand({ inferenceProfileName: "news", modelSource: { copyFrom }, tags }),
  );
  const { models = [] } = await bedrock.send(new GetInferenceProfileCommand({ inferenceProfileIdentifier: profile }));
  return { aws, profile, modelArns: models.map(({ modelArn = "" }) => modelArn) };
}

const say = (aws: LocalAws, modelId: string, text: string, accessKeyId?: string) =>
  new BedrockRuntimeClient(clientOf(aws, accessKeyId)).send(
    new ConverseCommand({
      modelId,
      system: [{ text: "Be short." }],
      messages: [{ role: "user", content: [{ text }] }],
    }),
  );

const billed = ({ state }: LocalAws) =>
  state(ledgerSlice).entries.map(({ usageType, resourceArn, tags, quantity }) => ({
    usageType,
    resourceArn,
    tags,
    quantity,
  }));

test("a call through a profile is billed in tokens, by the profile's tags at the time", async () => {
  const { aws, profile } = await withProfile();
  const { output, usage } = await say(aws, profile, "Hello");
  expect(output?.message?.content).toEqual([{ text: "You said: Hello" }]);
  // "Be short." and "Hello" with a line break are 15 characters; "You said: Hello" are 15.
  expect(usage).toMatchObject({ inputTokens: 4, outputTokens: 4, totalTokens: 8 });
  const line = { resourceArn: profile, tags: { Project: "news" }, quantity: 0.004 };
  expect(billed(aws)).toEqual([
    { usageType: "EUW2-amazon.nova-pro-v1:0-input-tokens", ...line },
    { usageType: "EUW2-amazon.nova-pro-v1:0-output-tokens", ...line },
  ]);
});

test.each([
  ["a model by its id", "amazon.nova-pro-v1:0", nova],
  ["a model by its ARN", nova, nova],
  ["a profile of AWS's", "eu.anthropic.claude-sonnet-4-6", sonnetOfEurope],
])("%s is billed without a tag", async (_what, modelId, resourceArn) => {
  const aws = await runLocalAws();
  await say(aws, modelId, "Hello");
  expect(billed(aws)).toMatchObject([
    { resourceArn, tags: {} },
    { resourceArn, tags: {} },
  ]);
});

test.each([
  ["amazon", "amazon.nova-pro-v1:0", { messages: [{ role: "user", content: [{ text: "Hi" }] }] }, { inputTokens: 1 }],
  [
    "anthropic",
    "anthropic.claude-sonnet-4-6",
    { anthropic_version: "bedrock-2023-05-31", max_tokens: 9, messages: [{ role: "user", content: "Hi" }] },
    { input_tokens: 1 },
  ],
])("InvokeModel speaks the body of %s", async (_provider, modelId, body, usage) => {
  const aws = await runLocalAws();
  const client = new BedrockRuntimeClient(clientOf(aws));
  const answer = await client.send(new InvokeModelCommand({ modelId, body: JSON.stringify(body) }));
  const text = answer.body.transformToString();
  expect(text).toContain("You said: Hi");
  expect(JSON.parse(text)).toMatchObject({ usage });
  expect(billed(aws)).toHaveLength(2);
});

test.each([
  ["no model", "nobody.nothing-v1:0", "The provided model identifier is invalid."],
  [
    "a model that needs a profile",
    "anthropic.claude-haiku-4-5-20251001-v1:0",
    "with on-demand throughput isn’t supported",
  ],
  ["a profile of another geography", "us.anthropic.claude-sonnet-4-6", "The provided model identifier is invalid."],
])("%s is refused, and nothing is billed", async (_what, modelId, message) => {
  const aws = await runLocalAws();
  const asked = say(aws, modelId, "Hello");
  await expect(asked).rejects.toMatchObject({ name: "ValidationException", message: expect.stringContaining(message) });
  expect(billed(aws)).toEqual([]);
});

test("a model that ended answers no more, through a profile neither", async () => {
  const aws = await runLocalAws();
  const ohio = { ...clientOf(aws), region: "us-east-2" };
  const modelSource = { copyFrom: "arn:aws:bedrock:us-east-2::foundation-model/meta.llama3-3-70b-instruct-v1:0" };
  const { inferenceProfileArn: modelId } = await new BedrockClient(ohio).send(
    new CreateInferenceProfileCommand({ inferenceProfileName: "old", modelSource }),
  );
  const ask = () => new BedrockRuntimeClient(ohio).send(new ConverseCommand({ modelId, messages: [] }));
  await ask();
  aws.clock.advance(Date.parse("2027-04-01") - aws.clock.now().getTime());
  await expect(ask()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});

test.each([nova, sonnetOfEurope])(
  "a role that may call only through the profile of %s can do that alone",
  async (copyFrom) => {
    const { aws, profile, modelArns } = await withProfile(copyFrom);
    const roleArn = await createRole(aws, "caller", "lambda.amazonaws.com", throughProfile(profile, modelArns));
    const here = { accountId: "111122223333", partition: "aws", clock: aws.clock, id: randomId, state: aws.state };
    const { accessKeyId } = newRoleSession({ roleArn, name: "test", durationSeconds: 900 }, here);
    await say(aws, profile, "Hello", accessKeyId);
    expect(billed(aws)).toHaveLength(2);
    const raw = copyFrom === nova ? nova : "eu.anthropic.claude-sonnet-4-6";
    await expect(say(aws, raw, "Hello", accessKeyId)).rejects.toMatchObject({
      name: "AccessDeniedException",
      $metadata: { httpStatusCode: 403 },
    });
    expect(billed(aws)).toHaveLength(2);
  },
);

test("a role that lacks one Region of the profile's route is refused", async () => {
  const { aws, profile, modelArns } = await withProfile(sonnetOfEurope);
  const grant = throughProfile(profile, modelArns.slice(1));
  const roleArn = await createRole(aws, "caller", "lambda.amazonaws.com", grant);
  const here = { accountId: "111122223333", partition: "aws", clock: aws.clock, id: randomId, state: aws.state };
  const { accessKeyId } = newRoleSession({ roleArn, name: "test", durationSeconds: 900 }, here);
  await expect(say(aws, profile, "Hello", accessKeyId)).rejects.toMatchObject({
    message: expect.stringContaining(String(modelArns[0])),
  });
});
