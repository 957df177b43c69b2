import * as sdk from "@aws-sdk/client-bedrock-agent";
import { expect, test } from "@jest/globals";
import { agentIn, hold, settle } from "./prepared-agent";

const profile = "arn:aws:bedrock:eu-west-2:111122223333:application-inference-profile/abcdefghijkl";

/** An agent with a version, and an alias that serves it. */
async function live() {
  const here = await agentIn();
  const { aws, client } = here;
  const agentId = await here.create();
  await here.prepare(agentId);
  const agentAliasId = await here.createAlias(agentId);
  const alias = async () => (await client.send(new sdk.GetAgentAliasCommand({ agentId, agentAliasId }))).agentAlias;
  const modelOf = async (agentVersion: string) =>
    (await client.send(new sdk.GetAgentVersionCommand({ agentId, agentVersion }))).agentVersion?.foundationModel;
  const move = async (given: Partial<sdk.UpdateAgentAliasRequest> = {}) => {
    const named = { agentId, agentAliasId, agentAliasName: "live" };
    await client.send(new sdk.UpdateAgentAliasCommand({ ...named, ...given }));
  };
  return { ...here, aws, agentId, agentAliasId, alias, modelOf, move };
}

test("an alias cuts version 1, while the agent is VERSIONING, and serves it", async () => {
  const { aws, agentId, status, alias } = await live();
  hold(aws);
  expect(await status(agentId)).toBe("VERSIONING");
  expect((await alias())?.agentAliasStatus).toBe("CREATING");
  settle(aws);
  expect(await status(agentId)).toBe("PREPARED");
  expect(await alias()).toMatchObject({
    agentAliasStatus: "PREPARED",
    routingConfiguration: [{ agentVersion: "1" }],
    aliasInvocationState: "ACCEPT_INVOCATIONS",
  });
});

test("a changed draft does not change what the alias serves, until the alias is moved", async () => {
  const { aws, agentId, update, prepare, alias, modelOf, move } = await live();
  settle(aws);
  await update(agentId, { foundationModel: profile });
  await prepare(agentId);
  expect((await alias())?.routingConfiguration).toEqual([{ agentVersion: "1" }]);
  expect(await modelOf("1")).toBe("amazon.nova-pro-v1:0");
  expect(await modelOf("DRAFT")).toBe(profile);
  const before = await alias();
  await move({ description: "Follows the agent" });
  hold(aws);
  expect((await alias())?.agentAliasStatus).toBe("UPDATING");
  settle(aws);
  const after = await alias();
  expect(after?.routingConfiguration).toEqual([{ agentVersion: "2" }]);
  expect(after?.agentAliasArn).toBe(before?.agentAliasArn);
  expect(after?.agentAliasHistoryEvents).toMatchObject([
    { routingConfiguration: [{ agentVersion: "1" }], endDate: expect.any(Date) },
    { routingConfiguration: [{ agentVersion: "2" }] },
  ]);
  expect(await modelOf("2")).toBe(profile);
});

test("a version is cut of what was prepared, and not of a draft that was changed since", async () => {
  const { aws, agentId, update, move } = await live();
  settle(aws);
  await update(agentId, { foundationModel: profile });
  settle(aws);
  await expect(move()).rejects.toMatchObject({
    name: "ConflictException",
    message: expect.stringContaining("when it is in Not Prepared state"),
  });
});

test("an alias goes back to a version that is there, without a new one", async () => {
  const { aws, agentId, client, alias, move } = await live();
  settle(aws);
  await move();
  settle(aws);
  await move({ routingConfiguration: [{ agentVersion: "1" }] });
  expect((await alias())?.routingConfiguration).toEqual([{ agentVersion: "1" }]);
  const { agentVersionSummaries } = await client.send(new sdk.ListAgentVersionsCommand({ agentId }));
  expect(agentVersionSummaries?.map(({ agentVersion }) => agentVersion)).toEqual(["2", "1", "DRAFT"]);
});

test.each([
  ["DRAFT", "ValidationException"],
  ["7", "ResourceNotFoundException"],
])("an alias cannot be moved to %s", async (agentVersion, name) => {
  const { aws, move } = await live();
  settle(aws);
  await expect(move({ routingConfiguration: [{ agentVersion }] })).rejects.toMatchObject({ name });
});

test("the test alias is there, serves the draft and cannot be deleted", async () => {
  const { aws, agentId, agentAliasId, client } = await live();
  settle(aws);
  const list = async () => {
    const { agentAliasSummaries } = await client.send(new sdk.ListAgentAliasesCommand({ agentId }));
    return agentAliasSummaries?.map((each) => [each.agentAliasId, each.routingConfiguration?.[0]?.agentVersion]);
  };
  expect(await list()).toEqual([
    [agentAliasId, "1"],
    ["TSTALIASID", "DRAFT"],
  ]);
  const remove = (id: string) => client.send(new sdk.DeleteAgentAliasCommand({ agentId, agentAliasId: id }));
  await expect(remove("TSTALIASID")).rejects.toMatchObject({ name: "ValidationException" });
  await remove(agentAliasId);
  expect(await list()).toEqual([["TSTALIASID", "DRAFT"]]);
});
