import { CreateInferenceProfileCommand, BedrockClient } from "@aws-sdk/client-bedrock";
import { UpdateAgentAliasCommand } from "@aws-sdk/client-bedrock-agent";
import { BedrockAgentRuntimeClient, InvokeAgentCommand } from "@aws-sdk/client-bedrock-agent-runtime";
import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  UpdateCostAllocationTagsStatusCommand,
} from "@aws-sdk/client-cost-explorer";
import { expect, test } from "@jest/globals";
import { agentIn, settle } from "./services/bedrock-agent/prepared-agent";
import { createRole } from "./support/roles";
import { clientOf } from "./support/run-local-aws";

const hourMs = 3_600_000;
const nova = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0";

/** An agent of the project with a raw model, an alias that serves it, and a profile whose tag is a cost allocation tag. */
async function withProject() {
  const here = await agentIn();
  const { aws } = here;
  aws.clock.advance(Date.parse("2030-01-01T12:00:00Z") - aws.clock.now().getTime());
  const { inferenceProfileArn: profile = "" } = await new BedrockClient(clientOf(aws)).send(
    new CreateInferenceProfileCommand({
      inferenceProfileName: "news",
      modelSource: { copyFrom: nova },
      tags: [{ key: "Project", value: "news" }],
    }),
  );
  const everything = [{ Effect: "Allow", Action: "bedrock:*", Resource: "*" }];
  const agentResourceRoleArn = await createRole(aws, "news", "bedrock.amazonaws.com", everything);
  const agentId = await here.create({ agentResourceRoleArn, tags: { Project: "news" } });
  await here.prepare(agentId);
  const agentAliasId = await here.createAlias(agentId);
  settle(aws);

  const runtime = new BedrockAgentRuntimeClient(clientOf(aws));
  const ask = async (aliasId = agentAliasId) => {
    const input = { agentId, agentAliasId: aliasId, sessionId: "session", inputText: "What is new?" };
    const { completion = [] } = await runtime.send(new InvokeAgentCommand(input));
    for await (const event of completion) expect(event.chunk).toBeDefined();
  };
  const ce = new CostExplorerClient(clientOf(aws));
  /** The month's spend by the value of the tag; "" is without it. */
  const spend = async () => {
    const { ResultsByTime } = await ce.send(
      new GetCostAndUsageCommand({
        TimePeriod: { Start: "2030-01-01", End: "2030-02-01" },
        Granularity: "MONTHLY",
        Metrics: ["UnblendedCost"],
        GroupBy: [{ Type: "TAG", Key: "Project" }],
      }),
    );
    const groups = ResultsByTime?.[0]?.Groups ?? [];
    return Object.fromEntries(
      groups.map(({ Keys, Metrics }) => [Keys?.[0]?.split("$")[1], Number(Metrics?.["UnblendedCost"]?.Amount)]),
    ) as Record<string, number>;
  };
  const activate = async () => {
    const CostAllocationTagsStatus = [{ TagKey: "Project", Status: "Active" as const }];
    const { Errors } = await ce.send(new UpdateCostAllocationTagsStatusCommand({ CostAllocationTagsStatus }));
    expect(Errors).toEqual([]);
    aws.clock.advance(25 * hourMs);
  };
  return { ...here, agentId, agentAliasId, agentResourceRoleArn, profile, runtime, ask, spend, activate };
}

test("only a profile that the alias serves brings the agent's spend to its project", async () => {
  const { aws, client, agentId, agentAliasId, profile, runtime, ask, spend, activate, ...here } = await withProject();
  const { update, prepare, agentResourceRoleArn } = here;
  // A tag is known once there is spend with it: that of the draft, before anybody calls the alias.
  await update(agentId, { foundationModel: profile, agentResourceRoleArn });
  await prepare(agentId);
  await ask("TSTALIASID");
  aws.clock.advance(25 * hourMs);
  await activate();
  const { "": before = 0, news } = await spend();
  expect(news).toBeUndefined();

  // The profile is on the agent, and the alias where it was.
  await ask();
  const served = await spend();
  expect(served["news"]).toBeUndefined();
  const cost = (served[""] ?? 0) - before;
  expect(cost).toBeGreaterThan(0);

  // The alias moved.
  await client.send(new UpdateAgentAliasCommand({ agentId, agentAliasId, agentAliasName: "live" }));
  await ask();
  const moved = await spend();
  expect(moved[""]).toBe(served[""]);
  expect(moved["news"]).toBeCloseTo(cost, 9);
  runtime.destroy();
});
