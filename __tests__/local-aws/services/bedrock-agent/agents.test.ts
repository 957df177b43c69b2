import * as sdk from "@aws-sdk/client-bedrock-agent";
import { expect, test } from "@jest/globals";
import { newFolder } from "../../support/run-local-aws";
import { agentIn, hold, settle } from "./prepared-agent";

const conflict = { name: "ConflictException", $metadata: { httpStatusCode: 409 } };

test("an agent goes from CREATING by PREPARING to PREPARED, and a change unprepares it", async () => {
  const { aws, create, status, update, client } = await agentIn();
  const agentId = await create();
  hold(aws);
  expect(await status(agentId)).toBe("CREATING");
  settle(aws);
  expect(await status(agentId)).toBe("NOT_PREPARED");
  await client.send(new sdk.PrepareAgentCommand({ agentId }));
  hold(aws);
  expect(await status(agentId)).toBe("PREPARING");
  settle(aws);
  expect(await status(agentId)).toBe("PREPARED");
  await update(agentId, { description: "changed" });
  hold(aws);
  expect(await status(agentId)).toBe("UPDATING");
  settle(aws);
  expect(await status(agentId)).toBe("NOT_PREPARED");
});

test("an agent in a passing state takes no change", async () => {
  const { aws, create, update, client, createAlias } = await agentIn();
  const agentId = await create();
  settle(aws);
  await client.send(new sdk.PrepareAgentCommand({ agentId }));
  hold(aws);
  const group = { agentId, agentVersion: "DRAFT", actionGroupName: "search" };
  await expect(update(agentId, {})).rejects.toMatchObject({
    ...conflict,
    message:
      "Update operation can't be performed on Agent when it is in Preparing state. Retry the request when the agent is in a valid state.",
  });
  await expect(client.send(new sdk.PrepareAgentCommand({ agentId }))).rejects.toMatchObject(conflict);
  await expect(client.send(new sdk.CreateAgentActionGroupCommand(group))).rejects.toMatchObject(conflict);
  await expect(createAlias(agentId)).rejects.toMatchObject(conflict);
});

test("an agent is answered with what it was given, defaults and a prompt of each type", async () => {
  const { create, client } = await agentIn();
  const own = {
    promptType: "ORCHESTRATION",
    promptCreationMode: "OVERRIDDEN",
    basePromptTemplate: "Say hello",
  } as const;
  const agentId = await create({
    promptOverrideConfiguration: {
      promptConfigurations: [{ ...own, additionalModelRequestFields: { nested: [1, { deep: null }] } }],
    },
  });
  const { agent } = await client.send(new sdk.GetAgentCommand({ agentId }));
  expect(agent).toMatchObject({
    agentArn: `arn:aws:bedrock:eu-west-2:111122223333:agent/${agentId}`,
    agentVersion: "DRAFT",
    foundationModel: "amazon.nova-pro-v1:0",
    idleSessionTTLInSeconds: 600,
    agentCollaboration: "DISABLED",
  });
  const prompts = agent?.promptOverrideConfiguration?.promptConfigurations ?? [];
  expect(prompts.map(({ promptType }) => promptType).sort()).toEqual(Object.keys(sdk.PromptType).sort());
  expect(prompts.find(({ promptType }) => promptType === "ORCHESTRATION")).toMatchObject({
    ...own,
    additionalModelRequestFields: { nested: [1, { deep: null }] },
  });
});

test.each([
  ["a name", { agentName: "a--b" }],
  ["an instruction", { instruction: "Too short." }],
  ["a description", { description: "d".repeat(201) }],
  ["a session's time", { idleSessionTTLInSeconds: 59 }],
])("%s beyond AWS's limits is refused", async (_what, given) => {
  const { create } = await agentIn();
  await expect(create(given)).rejects.toMatchObject({ name: "ValidationException" });
});

test("a name is there once; an agent without a model cannot be prepared", async () => {
  const { aws, create, client } = await agentIn();
  const agentId = await create({ foundationModel: undefined });
  await expect(create()).rejects.toMatchObject(conflict);
  settle(aws);
  await expect(client.send(new sdk.PrepareAgentCommand({ agentId }))).rejects.toMatchObject({
    name: "ValidationException",
    message: "The agent cannot be prepared without foundationModel.",
  });
});

test("an agent that an alias serves is deleted only when that is not asked; it goes after a while", async () => {
  const { aws, create, prepare, status, createAlias, client } = await agentIn();
  const agentId = await create();
  await prepare(agentId);
  await createAlias(agentId);
  settle(aws);
  await expect(client.send(new sdk.DeleteAgentCommand({ agentId }))).rejects.toMatchObject(conflict);
  await client.send(new sdk.DeleteAgentCommand({ agentId, skipResourceInUseCheck: true }));
  hold(aws);
  expect(await status(agentId)).toBe("DELETING");
  settle(aws);
  await expect(status(agentId)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  await expect(client.send(new sdk.ListAgentsCommand({}))).resolves.toMatchObject({ agentSummaries: [] });
});

test("action groups are made, changed and taken away in the draft alone", async () => {
  const { aws, create, prepare, status, createAlias, client } = await agentIn();
  const agentId = await create();
  settle(aws);
  const draft = { agentId, agentVersion: "DRAFT" };
  const functions = [{ name: "search", parameters: { query: { type: "string" as const, required: true } } }];
  const { agentActionGroup } = await client.send(
    new sdk.CreateAgentActionGroupCommand({
      ...draft,
      actionGroupName: "search",
      actionGroupExecutor: { lambda: "arn:aws:lambda:eu-west-2:111122223333:function:search" },
      functionSchema: { functions },
    }),
  );
  const actionGroupId = agentActionGroup?.actionGroupId;
  await prepare(agentId);
  await createAlias(agentId);
  settle(aws);
  const changed = { ...draft, actionGroupId, actionGroupName: "renamed" };
  await client.send(new sdk.UpdateAgentActionGroupCommand(changed));
  expect(await status(agentId)).toBe("NOT_PREPARED");
  const get = async (agentVersion: string) =>
    (await client.send(new sdk.GetAgentActionGroupCommand({ agentId, agentVersion, actionGroupId }))).agentActionGroup;
  expect(await get("1")).toMatchObject({ actionGroupName: "search", functionSchema: { functions } });
  expect(await get("DRAFT")).toMatchObject({ actionGroupName: "renamed", actionGroupState: "ENABLED" });
  await expect(
    client.send(new sdk.UpdateAgentActionGroupCommand({ ...changed, agentVersion: "1" })),
  ).rejects.toMatchObject({ name: "ValidationException" });
  const remove = new sdk.DeleteAgentActionGroupCommand({ ...draft, actionGroupId });
  await expect(client.send(remove)).rejects.toMatchObject(conflict);
  await client.send(new sdk.DeleteAgentActionGroupCommand({ ...draft, actionGroupId, skipResourceInUseCheck: true }));
  const list = async (agentVersion: string) =>
    (await client.send(new sdk.ListAgentActionGroupsCommand({ agentId, agentVersion }))).actionGroupSummaries;
  expect(await list("DRAFT")).toEqual([]);
  expect(await list("1")).toMatchObject([{ actionGroupId, actionGroupName: "search" }]);
});

test("agents and aliases are tagged, each for itself", async () => {
  const { aws, create, prepare, createAlias, client } = await agentIn();
  const agentId = await create({ tags: { Project: "news", Team: "a" } });
  await prepare(agentId);
  const aliasId = await createAlias(agentId);
  settle(aws);
  const agent = `arn:aws:bedrock:eu-west-2:111122223333:agent/${agentId}`;
  const alias = `arn:aws:bedrock:eu-west-2:111122223333:agent-alias/${agentId}/${aliasId}`;
  const tagsOf = async (resourceArn: string) =>
    (await client.send(new sdk.ListTagsForResourceCommand({ resourceArn }))).tags;
  await client.send(new sdk.TagResourceCommand({ resourceArn: alias, tags: { Project: "alias" } }));
  await client.send(new sdk.UntagResourceCommand({ resourceArn: agent, tagKeys: ["Team"] }));
  expect(await tagsOf(agent)).toEqual({ Project: "news" });
  expect(await tagsOf(alias)).toEqual({ Project: "alias" });
});

test("agents survive a restart", async () => {
  const folder = newFolder();
  const { aws, create } = await agentIn({ folder });
  const agentId = await create();
  await aws.stop();
  const again = await agentIn({ folder });
  settle(again.aws);
  expect(await again.status(agentId)).toBe("NOT_PREPARED");
});
