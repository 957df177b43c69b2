import { BedrockAgentClient, CreateAgentCommand } from "@aws-sdk/client-bedrock-agent";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { describe, expect, test } from "@jest/globals";
import { preflight, type StackNeeds } from "../../live/preflight/preflight";
import type { InjectedFault } from "../../local-aws/faults";
import type { LocalAws } from "../../local-aws/local-aws";
import { modelAccessSlice } from "../../local-aws/services/bedrock/model-access-slice";
import { clientOf, runLocalAws } from "../local-aws/support/run-local-aws";
import { accountId, instruction, model } from "./support/deployed-project";
import { clientsFor } from "./support/live-clients-of";

const bucket = "state-of-tests";

const needs: StackNeeds = {
  accountIds: [accountId],
  makesAgents: true,
  models: [model],
  stateBucket: { bucket, region: "eu-west-2" },
};

/** An account that has an agent and the bucket of its state. */
async function ready(): Promise<LocalAws> {
  const aws = await runLocalAws();
  const agentResourceRoleArn = `arn:aws:iam::${accountId}:role/news`;
  const agent = { agentName: "news", foundationModel: model, agentResourceRoleArn, instruction };
  await new BedrockAgentClient(clientOf(aws)).send(new CreateAgentCommand(agent));
  const there = { CreateBucketConfiguration: { LocationConstraint: "eu-west-2" } } as const;
  await new S3Client({ ...clientOf(aws), forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: bucket, ...there }),
  );
  return aws;
}

async function asked(aws: LocalAws, more: Partial<StackNeeds> = {}, withinMs?: number) {
  const clients = await clientsFor(aws, { attempts: 2, timeoutMs: 30_000 });
  const found = await preflight(clients, { ...needs, ...more }, withinMs);
  clients.destroy();
  return found;
}

test("an account that is ready has nothing to tell, and is asked but a few times", async () => {
  const aws = await ready();
  const before = aws.requests.all().length;
  expect(await asked(aws)).toEqual({ failures: [], notes: [] });
  expect(aws.requests.all().length - before).toBe(6);
  expect(aws.requests.missing()).toEqual([]);
});

describe("what is in the way is one line with what to do:", () => {
  test.each<[string, Partial<StackNeeds>, RegExp]>([
    [
      "another account",
      { accountIds: ["999999999999"] },
      /of account 111122223333 .*configured for 999999999999\. Sign in/,
    ],
    [
      "a bucket that is not there",
      { stateBucket: { bucket: "none", region: undefined } },
      /none is not there\. Make it once: chargeback bootstrap/,
    ],
    [
      "a bucket in another Region",
      { stateBucket: { bucket, region: "us-east-1" } },
      /stands in eu-west-2.*Set the backend's region/,
    ],
    [
      "a retired model",
      { models: ["arn:aws:bedrock:eu-west-2::foundation-model/anthropic.claude-3-7-sonnet-20250219-v1:0"] },
      /eu-west-2 has no model anthropic\.claude-3-7-sonnet-20250219-v1:0, or has it no longer/,
    ],
    [
      "a system-defined profile of another part of the world",
      { models: ["arn:aws:bedrock:eu-west-2:111122223333:inference-profile/apac.amazon.nova-pro-v1:0"] },
      /apac\.amazon\.nova-pro-v1:0 is not there in eu-west-2/,
    ],
  ])("%s", async (_, more, message) => {
    const { failures, notes } = await asked(await ready(), more);
    expect(failures).toEqual([expect.stringMatching(message)]);
    expect(failures[0]).not.toContain("\n");
    expect(notes).toEqual([]);
  });

  test("a model that the account has no access to", async () => {
    const aws = await ready();
    aws.state(modelAccessSlice).withheld.push("amazon.nova-pro-v1:0");
    expect(await asked(aws)).toMatchObject({
      failures: [expect.stringMatching(/has not agreed to the terms of amazon\.nova-pro-v1:0\. Ask for it/)],
    });
  });

  test("refused credentials, and nothing beside them", async () => {
    const aws = await ready();
    const effect = { kind: "error", status: 403, code: "ExpiredToken" } as const;
    aws.faults.inject({ effect });
    expect(await asked(aws)).toEqual({ failures: [expect.stringContaining("Sign in again")], notes: [] });
  });
});

describe("what cannot be found out is told, and stops nothing:", () => {
  const slow: InjectedFault = { operation: "ListAgents", effect: { kind: "latency", milliseconds: 6_000 } };
  const denied: InjectedFault = {
    operation: "ListAgents",
    effect: { kind: "error", status: 403, code: "AccessDeniedException" },
  };
  test.each([
    ["a denied call", denied, /bedrock:ListAgents in eu-west-2: access denied/],
    ["an answer that comes late", slow, /whether Bedrock Agents is open to this account could not be found out in 3 s/],
  ])("%s", async (_, fault, note) => {
    const aws = await ready();
    aws.faults.inject(fault);
    expect(await asked(aws, {}, 3_000)).toEqual({ failures: [], notes: [expect.stringMatching(note)] });
  });

  test("whether an account without agents may have one", async () => {
    const aws = await runLocalAws();
    const { failures, notes } = await asked(aws, { models: [], stateBucket: undefined });
    expect({ failures, notes }).toEqual({ failures: [], notes: [expect.stringContaining("Maintenance Mode")] });
  });

  test("a stack without agents, models and bucket asks only whose the credentials are", async () => {
    const aws = await runLocalAws();
    const nothing = { accountIds: [], makesAgents: false, models: [], stateBucket: undefined };
    expect(await asked(aws, nothing)).toEqual({ failures: [], notes: [] });
    expect(aws.requests.all().map(({ operation }) => operation)).toEqual(["GetCallerIdentity"]);
  });
});
