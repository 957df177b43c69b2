import { GetAgentCommand } from "@aws-sdk/client-bedrock-agent";
import { describe, expect, test } from "@jest/globals";
import type { InjectedFault } from "../../local-aws/faults";
import { readCaller } from "../../live/account";
import { openClients } from "../../live/clients";
import { failureOf } from "../../live/failure-of";
import { ifThere, LiveFailure } from "../../live/live-failure";
import { readAgent } from "../../live/read/agents";
import { runLocalAws } from "../local-aws/support/run-local-aws";
import { clientsFor, environmentOf } from "./support/live-clients-of";

const failure = async (asked: Promise<unknown>): Promise<LiveFailure> => {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof LiveFailure) return error;
  throw new Error(`no LiveFailure: ${String(error)}`);
};

/** What a caller is told while every request meets the fault. */
async function toldOf(effect: InjectedFault["effect"], attempts = 1) {
  const aws = await runLocalAws();
  aws.faults.inject({ effect });
  // Short where an answer is to come too late; everywhere else time enough on a machine that does much else.
  const timeoutMs = effect.kind === "latency" ? 300 : 30_000;
  const clients = await clientsFor(aws, { attempts, timeoutMs });
  const { kind, message, action } = await failure(readAgent(clients, "ABCDEFGHIJ"));
  clients.destroy();
  return { kind, message, action };
}

describe("a call that fails says what was asked and what to do", () => {
  test.each([
    [{ kind: "throttle" }, "throttled", /bedrock:GetAgent in eu-west-2: AWS keeps throttling/],
    [{ kind: "error", status: 500 }, "service", /HTTP 500.*Run it again/],
    [{ kind: "error", status: 403, code: "AccessDeniedException" }, "accessDenied", /"Action":"bedrock:GetAgent"/],
    [{ kind: "error", status: 403, code: "ExpiredTokenException" }, "expiredCredentials", /Sign in again/],
    [{ kind: "error", status: 403, code: "UnrecognizedClientException" }, "expiredCredentials", /are refused/],
    [{ kind: "latency", milliseconds: 2000 }, "timeout", /did not answer in time/],
    [{ kind: "cut" }, "network", /the connection failed.*AWS_ENDPOINT_URL/],
  ] as const)("%j", async (effect, kind, message) => {
    const told = await toldOf(effect);
    expect(told).toMatchObject({ kind, action: "bedrock:GetAgent" });
    expect(told.message).toMatch(message);
    expect(told.message).not.toContain("\n");
  });
});

describe("AWS's own words decide what a failure is", () => {
  const named = (name: string, message: string, more: object = {}) => Object.assign(new Error(message), { name }, more);
  const call = { client: "BedrockAgentClient", operation: "CreateAgent", region: "eu-west-2" };
  test.each([
    [
      "a closed service",
      named("AccessDeniedException", "Bedrock Agents is in Maintenance Mode", { $metadata: { httpStatusCode: 403 } }),
      { kind: "maintenance", action: "bedrock:CreateAgent" },
      /closed to this account.*2026-07-30/,
    ],
    [
      "the refused action",
      named("AccessDeniedException", "User: x is not authorized to perform: iam:PassRole on resource: y"),
      { kind: "accessDenied", action: "iam:PassRole" },
      /"Action":"iam:PassRole"/,
    ],
    [
      "no credentials",
      named("CredentialsProviderError", "Could not load credentials from any providers"),
      { kind: "noCredentials" },
      /AWS_PROFILE/,
    ],
    [
      "a Region without the service",
      Object.assign(new Error("getaddrinfo ENOTFOUND bedrock-agent.mars-1.amazonaws.com"), { code: "ENOTFOUND" }),
      { kind: "wrongRegion" },
      /Is eu-west-2 the Region/,
    ],
    ["a missing resource", named("ResourceNotFoundException", "no agent"), { kind: "notFound" }, /finds none/],
    ["what is no error", "broken", { kind: "service" }, /broken/],
  ])("%s", (_, error, expected, message) => {
    const told = failureOf(error, call);
    expect(told).toMatchObject(expected);
    expect(told.message).toMatch(message);
    expect(failureOf(told, call)).toBe(told);
  });

  test("a permission has IAM's name, not the operation's", () => {
    const denied = named("AccessDeniedException", "no");
    const asked = (client: string, operation: string) => failureOf(denied, { ...call, client, operation }).action;
    expect(asked("BudgetsClient", "DescribeBudgets")).toBe("budgets:ViewBudget");
    expect(asked("S3Client", "HeadBucket")).toBe("s3:ListBucket");
    expect(asked("APIGatewayClient", "GetResources")).toBe("apigateway:GET");
    expect(asked("CloudWatchLogsClient", "DescribeLogStreams")).toBe("logs:DescribeLogStreams");
  });
});

test("what passes is tried again and leaves no trace", async () => {
  const aws = await runLocalAws();
  aws.faults.inject({ effect: { kind: "throttle" }, times: 1 });
  aws.faults.inject({ effect: { kind: "error", status: 500 }, times: 2 });
  aws.faults.inject({ effect: { kind: "cut" }, times: 1 });
  const clients = await clientsFor(aws);
  expect((await readCaller(clients)).accountId).toBe("111122223333");
  clients.destroy();
});

test("something that is not there can be asked for without a failure", async () => {
  const clients = await clientsFor(await runLocalAws());
  expect(await ifThere(clients.agents.send(new GetAgentCommand({ agentId: "ABCDEFGHIJ" })))).toBeUndefined();
  await expect(ifThere(Promise.reject(new Error("other")))).rejects.toThrow("other");
  clients.destroy();
});

describe("where AWS is, is the environment's to say", () => {
  test("endpoint, keys and Region are the target's, and the user agent is ours", async () => {
    const aws = await runLocalAws();
    const env = { ...environmentOf(aws), AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_ENDPOINT_URL_STS: aws.endpoint };
    const clients = await openClients({ env, version: "1.2.3", region: "us-east-1", attempts: 1 });
    expect(clients.region).toBe("us-east-1");
    await readCaller(clients);
    expect(clients.sts.config.customUserAgent).toEqual([["chargeback", "1.2.3"]]);
    expect((await failure(readAgent(clients, "ABCDEFGHIJ"))).kind).toBe("network");
    clients.destroy();
  });

  test("without a Region nothing is asked", async () => {
    const none = { env: { AWS_CONFIG_FILE: "/dev/null" }, profile: "chargeback-test-without-region" };
    expect(await failure(openClients({ ...none, version: "1.2.3" }))).toMatchObject({ kind: "wrongRegion" });
  });
});
