import { BedrockClient, CreateInferenceProfileCommand } from "@aws-sdk/client-bedrock";
import * as agents from "@aws-sdk/client-bedrock-agent";
import { BedrockAgentRuntimeClient, InvokeAgentCommand } from "@aws-sdk/client-bedrock-agent-runtime";
import { DeleteRolePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { expect, test } from "@jest/globals";
import { randomId } from "../../../../local-aws/ids";
import { ledgerSlice } from "../../../../local-aws/ledger/ledger";
import { newRoleSession } from "../../../../local-aws/role-session";
import { createRole, throughProfile } from "../../support/roles";
import { clientOf } from "../../support/run-local-aws";
import { agentIn, settle } from "../bedrock-agent/prepared-agent";
import { zipOf } from "../lambda/function-zip";

const nova = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0";
const lambdaArn = "arn:aws:lambda:eu-west-2:111122223333:function:search";

/** An agent with a raw model, a role that may call everything, and a tagged profile that it does not use yet. */
async function withAgent() {
  const here = await agentIn();
  const { aws } = here;
  const { inferenceProfileArn: profile = "" } = await new BedrockClient(clientOf(aws)).send(
    new CreateInferenceProfileCommand({
      inferenceProfileName: "news",
      modelSource: { copyFrom: nova },
      tags: [{ key: "Project", value: "news" }],
    }),
  );
  const roleArn = await createRole(aws, "news-agent", "bedrock.amazonaws.com", [
    { Effect: "Allow", Action: "bedrock:InvokeModel", Resource: "*" },
  ]);
  const agentId = await here.create({ agentResourceRoleArn: roleArn, tags: { Project: "news" } });
  const ask = async (agentAliasId: string, inputText = "What is new?", accessKeyId?: string) => {
    const client = new BedrockAgentRuntimeClient(clientOf(aws, accessKeyId));
    try {
      const input = { agentId, agentAliasId, sessionId: "session", inputText };
      const { completion = [] } = await client.send(new InvokeAgentCommand(input));
      const said: Uint8Array[] = [];
      for await (const { chunk } of completion) said.push(chunk?.bytes ?? new Uint8Array());
      return Buffer.concat(said).toString("utf8");
    } finally {
      client.destroy();
    }
  };
  /** What the model was billed for since it was last asked. */
  let seen = 0;
  const billed = () => {
    const entries = aws.state(ledgerSlice).entries.filter(({ service }) => service === "Amazon Bedrock");
    const since = entries.slice(seen).map(({ resourceArn, tags }) => ({ resourceArn, tags }));
    seen = entries.length;
    return since;
  };
  return { ...here, profile, roleArn, agentId, ask, billed };
}

/** A live alias, and the function of an action group that answers with the event that it got. */
async function withFunction(answer: string, permitted = true) {
  const here = await withAgent();
  const { aws, agentId, client } = here;
  const lambda = new LambdaClient(clientOf(aws));
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: "search",
      Role: await createRole(aws, "search", "lambda.amazonaws.com", [
        { Effect: "Allow", Action: "logs:PutLogEvents", Resource: "*" },
      ]),
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Code: { ZipFile: zipOf({ "index.js": `exports.handler = async (event) => (${answer})` }) },
      Timeout: 20,
    }),
  );
  if (permitted)
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: "search",
        StatementId: "agent",
        Action: "lambda:InvokeFunction",
        Principal: "bedrock.amazonaws.com",
        SourceArn: `arn:aws:bedrock:eu-west-2:111122223333:agent/${agentId}`,
        SourceAccount: "111122223333",
      }),
    );
  settle(aws);
  await client.send(
    new agents.CreateAgentActionGroupCommand({
      agentId,
      agentVersion: "DRAFT",
      actionGroupName: "news",
      actionGroupExecutor: { lambda: lambdaArn },
      functionSchema: {
        functions: [
          { name: "latest" },
          {
            name: "search",
            parameters: { query: { type: "string", required: true }, most: { type: "integer" } },
          },
        ],
      },
    }),
  );
  await here.prepare(agentId);
  return { ...here, aliasId: await here.createAlias(agentId) };
}

const text = (body: string, state = "") =>
  `{ messageVersion: "1.0", response: { functionResponse: { ${state} responseBody: { TEXT: { body: ${body} } } } } }`;

test("the spend follows the version that the alias serves: not the agent's tags, not the draft", async () => {
  const { aws, client, agentId, profile, ask, billed, prepare, update, createAlias, roleArn } = await withAgent();
  await prepare(agentId);
  const agentAliasId = await createAlias(agentId);
  settle(aws);
  const untagged = { resourceArn: nova, tags: {} };
  const tagged = { resourceArn: profile, tags: { Project: "news" } };

  // A raw model, the agent tagged.
  expect(await ask(agentAliasId)).toBe("You said: What is new?");
  expect(billed()).toEqual([untagged, untagged]);

  // The profile on the agent, the alias where it was.
  await update(agentId, { foundationModel: profile, agentResourceRoleArn: roleArn });
  await prepare(agentId);
  await ask(agentAliasId);
  expect(billed()).toEqual([untagged, untagged]);
  await ask("TSTALIASID");
  expect(billed()).toEqual([tagged, tagged]);

  // The alias moved.
  await client.send(new agents.UpdateAgentAliasCommand({ agentId, agentAliasId, agentAliasName: "live" }));
  await ask(agentAliasId);
  expect(billed()).toEqual([tagged, tagged]);
});

test("a model of an overridden orchestration prompt is the one that is billed", async () => {
  const { agentId, profile, ask, billed, prepare, update, roleArn, aws } = await withAgent();
  settle(aws);
  const own = { promptType: "ORCHESTRATION", promptCreationMode: "OVERRIDDEN", foundationModel: nova } as const;
  await update(agentId, {
    foundationModel: profile,
    agentResourceRoleArn: roleArn,
    promptOverrideConfiguration: { promptConfigurations: [own] },
  });
  await prepare(agentId);
  await ask("TSTALIASID");
  expect(billed()).toMatchObject([{ resourceArn: nova }, { resourceArn: nova }]);
});

test("the agent calls its function with what Bedrock sends, and says what it gave", async () => {
  const { agentId, aliasId, ask, billed } = await withFunction(text("JSON.stringify(event)"));
  const event: unknown = JSON.parse(await ask(aliasId, "search for Bedrock"));
  expect(event).toEqual({
    messageVersion: "1.0",
    agent: { name: "news", id: agentId, alias: aliasId, version: "1" },
    sessionId: "session",
    inputText: "search for Bedrock",
    sessionAttributes: {},
    promptSessionAttributes: {},
    actionGroup: "news",
    function: "search",
    parameters: [{ name: "query", type: "string", value: "search for Bedrock" }],
  });
  // Two calls of the model, each of input and output tokens.
  expect(billed()).toHaveLength(4);
});

test.each([
  ["throws", `(() => { throw new Error("no feed") })()`, true, "no feed"],
  ["answers in another form", `{ statusCode: 200 }`, true, "responseBody.TEXT.body"],
  ["reports a failure", text('"no feed"', 'responseState: "FAILURE",'), true, "no feed"],
  ["has no permission for the agent", text('"news"'), false, "not authorized to perform: lambda:InvokeFunction"],
])("a function that %s ends the turn", async (_what, answer, permitted, message) => {
  const { aliasId, ask } = await withFunction(answer, permitted);
  await expect(ask(aliasId)).rejects.toMatchObject({
    name: "DependencyFailedException",
    message: expect.stringContaining(message),
  });
});

test("an agent's role calls the model through its profile, and in no other way", async () => {
  const { aws, agentId, profile, ask, billed, prepare, update } = await withAgent();
  settle(aws);
  const grant = throughProfile(profile, [nova]);
  const agentResourceRoleArn = await createRole(aws, "narrow", "bedrock.amazonaws.com", grant);
  await update(agentId, { foundationModel: profile, agentResourceRoleArn });
  await prepare(agentId);
  await ask("TSTALIASID");
  expect(billed()).toHaveLength(2);

  await update(agentId, { foundationModel: nova, agentResourceRoleArn });
  await prepare(agentId);
  await expect(ask("TSTALIASID")).rejects.toMatchObject({ name: "AccessDeniedException" });
  expect(billed()).toEqual([]);
});

test("a role that lost its permission, or that Bedrock may not assume, calls nothing", async () => {
  const { aws, agentId, ask, prepare, update } = await withAgent();
  await prepare(agentId);
  const iam = new IAMClient(clientOf(aws));
  await iam.send(new DeleteRolePolicyCommand({ RoleName: "news-agent", PolicyName: "default" }));
  await expect(ask("TSTALIASID")).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining("bedrock:InvokeModel"),
  });
  const all = [{ Effect: "Allow", Action: "*", Resource: "*" }];
  const agentResourceRoleArn = await createRole(aws, "of-lambda", "lambda.amazonaws.com", all);
  await update(agentId, { agentResourceRoleArn });
  await prepare(agentId);
  await expect(ask("TSTALIASID")).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining("may not assume"),
  });
});

test("a caller needs bedrock:InvokeAgent on the alias", async () => {
  const { aws, agentId, ask, prepare, createAlias } = await withAgent();
  await prepare(agentId);
  const aliasId = await createAlias(agentId);
  const resource = `arn:aws:bedrock:eu-west-2:111122223333:agent-alias/${agentId}/${aliasId}`;
  const roleArn = await createRole(aws, "website", "lambda.amazonaws.com", [
    { Effect: "Allow", Action: "bedrock:InvokeAgent", Resource: resource },
  ]);
  const here = { accountId: "111122223333", partition: "aws", clock: aws.clock, id: randomId, state: aws.state };
  const { accessKeyId } = newRoleSession({ roleArn, name: "test", durationSeconds: 900 }, here);
  expect(await ask(aliasId, "Hello", accessKeyId)).toBe("You said: Hello");
  await expect(ask("TSTALIASID", "Hello", accessKeyId)).rejects.toMatchObject({
    name: "AccessDeniedException",
    $metadata: { httpStatusCode: 403 },
  });
});

test("an alias that is not there, that rejects, or an agent that was never prepared does not answer", async () => {
  const { aws, agentId, client, ask, prepare, createAlias } = await withAgent();
  await expect(ask("TSTALIASID")).rejects.toMatchObject({ name: "ValidationException" });
  await expect(ask("NOSUCHALIA")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  await prepare(agentId);
  const agentAliasId = await createAlias(agentId);
  settle(aws);
  await client.send(
    new agents.UpdateAgentAliasCommand({
      agentId,
      agentAliasId,
      agentAliasName: "live",
      aliasInvocationState: "REJECT_INVOCATIONS",
    }),
  );
  await expect(ask(agentAliasId)).rejects.toMatchObject({ message: expect.stringContaining("rejects invocations") });
});
