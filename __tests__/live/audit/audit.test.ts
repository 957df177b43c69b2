import { DeleteAgentCommand, BedrockAgentClient } from "@aws-sdk/client-bedrock-agent";
import { UntagResourceCommand, BedrockClient, CreateInferenceProfileCommand } from "@aws-sdk/client-bedrock";
import { UpdateFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { AttachRolePolicyCommand, CreatePolicyCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { describe, expect, test } from "@jest/globals";
import type { InjectedFault } from "../../../local-aws/faults";
import { meterModelCall } from "../../../local-aws/ledger/meter-model-call";
import type { LocalAws } from "../../../local-aws/local-aws";
import { AwsError } from "../../../local-aws/protocol/aws-error";
import { bedrockSlice } from "../../../local-aws/services/bedrock/profiles-slice";
import { auditPolicy, openRegions } from "../../../live";
import { audit } from "../../../live/audit/audit";
import { iamAction } from "../../../live/iam-action";
import { defaultSettings, type Report } from "../../../policies";
import { createRole } from "../../local-aws/support/roles";
import { clientOf, runLocalAws } from "../../local-aws/support/run-local-aws";
import { accountId, deployProject, model, project } from "../support/deployed-project";
import { withHandler } from "../support/with-handler";
import { environmentOf } from "../support/live-clients-of";
import { seedAccount } from "../support/seeded-account";

const denied = { kind: "error", status: 403, code: "AccessDeniedException" } as const;

interface Options {
  readonly regions?: readonly string[];
  readonly throttledMs?: number;
  readonly timeoutMs?: number;
  readonly days?: number;
  readonly everyRole?: boolean;
}

async function audited(
  aws: LocalAws,
  { regions = [], throttledMs = 30_000, timeoutMs, ...asked }: Options = {},
): Promise<Report> {
  const settings = { env: environmentOf(aws), version: "0.0.0", throttledMs, timeoutMs };
  const clients = await openRegions(settings, regions);
  try {
    const request = { settings: defaultSettings, now: aws.clock.now(), ...asked, target: "aws", tell: () => undefined };
    return (await audit({ ...request, clients })).report;
  } finally {
    for (const each of clients) each.destroy();
  }
}

const wrongIn = ({ verdicts }: Report) =>
  verdicts
    .filter(({ verdict }) => verdict === "fail" || verdict === "undetermined")
    .map(({ rule, verdict, address }) => `${verdict} ${rule} ${address}`);

describe("a project as the constructs make it", () => {
  test("passes, and says what was looked at", async () => {
    const aws = await runLocalAws();
    await deployProject(aws);
    const report = await audited(aws);
    expect(wrongIn(report)).toEqual([]);
    expect(report).toMatchObject({ plan: null, account: { id: accountId, regions: ["eu-west-2"] }, errors: [] });
    expect(report.summary.blocked).toBe(false);
    expect(report.rules.map(({ id, examined }) => [id, examined])).toEqual([
      ["agent-uses-inference-profile", 1],
      ["model-spend-uses-inference-profile", 0],
      ["alias-follows-agent", 1],
      ["no-direct-model-access", 3],
      ["inference-profile-has-project-tag", 1],
      ["inference-profile-is-used", 1],
    ]);
    expect(aws.requests.missing()).toEqual([]);
  });

  type Deployed = Awaited<ReturnType<typeof deployProject>>;
  type Change = (aws: LocalAws, made: Deployed) => Promise<unknown>;
  const profileOf = async (aws: LocalAws): Promise<string> => {
    const name = { inferenceProfileName: "spare", modelSource: { copyFrom: model } };
    const asked = new CreateInferenceProfileCommand({ ...name, tags: [{ key: "Project", value: "spare" }] });
    return (await new BedrockClient(clientOf(aws)).send(asked)).inferenceProfileArn ?? "";
  };
  const variable = (aws: LocalAws, value: string) =>
    new LambdaClient(clientOf(aws)).send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: `${project}-search`,
        Environment: { Variables: { MODEL: value, PASSWORD: "amazon, hunter2" } },
      }),
    );
  test.each<[string, Change, readonly RegExp[]]>([
    [
      "a profile whose tag was taken away",
      (aws, { profileArn }) =>
        new BedrockClient(clientOf(aws)).send(
          new UntagResourceCommand({ resourceARN: profileArn, tagKeys: ["Project"] }),
        ),
      [/^fail inference-profile-has-project-tag arn:.*application-inference-profile/],
    ],
    ["a profile that nobody uses", profileOf, [/^fail inference-profile-is-used arn:.*application-inference-profile/]],
    [
      "a profile that a function alone names, by its id",
      async (aws) => variable(aws, (await profileOf(aws)).split("/").at(-1) ?? ""),
      [],
    ],
    [
      "a function that is given a model",
      (aws) => variable(aws, "amazon.nova-lite-v1:0"),
      [/^fail model-spend-uses-inference-profile arn:.*function:news-search/],
    ],
    [
      "a role that can bypass",
      (aws) => {
        const statement = { Effect: "Allow", Action: "bedrock:InvokeModel", Resource: "*" };
        const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
        const asked = { RoleName: `${project}-search`, PolicyName: "wide", PolicyDocument };
        return new IAMClient(clientOf(aws)).send(new PutRolePolicyCommand(asked));
      },
      [/^fail no-direct-model-access arn:.*role\/news-search/],
    ],
    [
      "an agent that is gone, and its profile with nothing to do",
      async (aws, { agentId }) => {
        const deleted = new DeleteAgentCommand({ agentId, skipResourceInUseCheck: true });
        await new BedrockAgentClient(clientOf(aws)).send(deleted);
        aws.clock.advance(1000);
      },
      [/^fail inference-profile-is-used/],
    ],
  ])("%s", async (_, change, expected) => {
    const aws = await runLocalAws();
    await change(aws, await deployProject(aws));
    const report = await audited(aws);
    expect(wrongIn(report)).toEqual(expected.map((each): unknown => expect.stringMatching(each)));
    expect(JSON.stringify(report)).not.toContain("hunter2");
  });
});

test("an account in which there is nothing to judge is no pass", async () => {
  const report = await audited(await runLocalAws());
  expect(report.summary.blocked).toBe(true);
  expect(report.errors).toMatchObject([{ code: "nothing-examined" }]);
});

test("each Region is read for itself, and one that is named twice once", async () => {
  const aws = await runLocalAws();
  const { wrong } = seedAccount(aws, 20);
  const report = await audited(aws, { regions: ["us-east-1", "eu-west-2", "us-east-1"] });
  expect(report.account?.regions).toEqual(["us-east-1", "eu-west-2"]);
  expect(report.verdicts.filter(({ rule }) => rule === "agent-uses-inference-profile")).toHaveLength(20);
  expect(wrongIn(report)).toContain(
    `fail agent-uses-inference-profile ${wrong["agent-uses-inference-profile"]?.[0] ?? ""}`,
  );
});

describe("with what CloudWatch has counted", () => {
  /** Three things are wrong: a raw model that spends much, a profile without a tag that spends little, and one that is idle. */
  async function spending() {
    const aws = await runLocalAws();
    seedAccount(aws, 100);
    const profiles = Object.values(aws.state(bedrockSlice).profiles);
    for (const profile of profiles.slice(3, 5)) profile.tags = {};
    const spend = (resourceArn: string, inputTokens: number) => {
      const call = { modelId: "amazon.nova-lite-v1:0", resourceArn, tags: {}, inputTokens, outputTokens: 1 };
      meterModelCall(call, { ...aws, region: "eu-west-2" });
    };
    return { aws, spend, idle: profiles[3]?.arn ?? "", little: profiles[4]?.arn ?? "" };
  }
  const raw = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0";
  const failing = (report: Report) => report.verdicts.filter(({ verdict }) => verdict === "fail");

  test("what spends most stands first, with its tokens", async () => {
    const { aws, spend, idle, little } = await spending();
    spend(raw, 1_234_000);
    spend(little, 100);
    aws.clock.advance(3_600_000);
    const failures = failing(await audited(aws, { days: 7 }));
    expect(failures[0]).toMatchObject({ rule: "agent-uses-inference-profile" });
    expect(failures[0]?.message).toMatch(
      /in the last 7 days 1,234,001 tokens went around every profile, whoever called, to amazon\.nova-lite-v1:0$/,
    );
    const places = failures.map(({ address }) => address);
    expect(places.indexOf(little)).toBeGreaterThan(0);
    expect(places.indexOf(little)).toBeLessThan(places.indexOf(idle));
    expect(failures.find(({ address }) => address === little)?.message).toMatch(
      /; in the last 7 days 101 tokens went through/,
    );
    expect(failures.find(({ address }) => address === idle)?.message).not.toContain("tokens");
  });

  test("a profile that no agent names, and that somebody calls, is used", async () => {
    const { aws, spend } = await spending();
    const unused = "arn:aws:bedrock:eu-west-2:111122223333:application-inference-profile/unused000000";
    spend(unused, 50);
    aws.clock.advance(3_600_000);
    const used = (report: Report) =>
      report.verdicts.find(({ rule, address }) => address === unused && rule === "inference-profile-is-used");
    expect(used(await audited(aws))?.verdict).toBe("fail");
    expect(used(await audited(aws, { days: 7 }))).toMatchObject({
      verdict: "pass",
      message: expect.stringContaining("51 tokens"),
    });
    aws.clock.advance(8 * 86_400_000);
    expect(used(await audited(aws, { days: 7 }))?.verdict).toBe("fail");
  });

  test("and without it where CloudWatch does not answer, which is told", async () => {
    const { aws } = await spending();
    aws.faults.inject({ operation: "GetMetricData", effect: denied });
    const report = await audited(aws, { days: 7 });
    expect(report.errors).toMatchObject([{ code: "access-denied" }]);
    expect(report.errors[0]?.message).toContain("cloudwatch:GetMetricData");
    expect(failing(report).length).toBeGreaterThan(0);
  });
});

describe("what AWS does not answer is told, and never a pass", () => {
  test.each<[string, InjectedFault, { code: string; action: string; undetermined: readonly string[] }]>([
    [
      "the list of agents",
      { operation: "ListAgents", effect: denied },
      { code: "access-denied", action: "bedrock:ListAgents", undetermined: ["inference-profile-is-used"] },
    ],
    [
      "agents",
      { operation: "GetAgent", effect: denied },
      { code: "access-denied", action: "bedrock:GetAgent", undetermined: ["inference-profile-is-used"] },
    ],
    [
      "aliases",
      { operation: "ListAgentAliases", effect: denied },
      {
        code: "access-denied",
        action: "bedrock:ListAgentAliases",
        undetermined: ["alias-follows-agent", "inference-profile-is-used"],
      },
    ],
    [
      "versions",
      { operation: "GetAgentVersion", effect: denied },
      {
        code: "access-denied",
        action: "bedrock:GetAgentVersion",
        undetermined: ["alias-follows-agent", "inference-profile-is-used"],
      },
    ],
    [
      "profiles",
      { operation: "ListInferenceProfiles", effect: denied },
      {
        code: "access-denied",
        action: "bedrock:ListInferenceProfiles",
        undetermined: ["inference-profile-has-project-tag"],
      },
    ],
    [
      "tags",
      { service: "Bedrock", operation: "ListTagsForResource", effect: denied },
      {
        code: "access-denied",
        action: "bedrock:ListTagsForResource",
        undetermined: ["inference-profile-has-project-tag"],
      },
    ],
    [
      "functions",
      { operation: "ListFunctions", effect: denied },
      { code: "access-denied", action: "lambda:ListFunctions", undetermined: ["inference-profile-is-used"] },
    ],
    [
      "roles",
      { operation: "GetRolePolicy", effect: denied },
      { code: "access-denied", action: "iam:GetRolePolicy", undetermined: [] },
    ],
    [
      "what is throttled for ever",
      { operation: "ListAgents", effect: { kind: "throttle" } },
      { code: "throttled", action: "bedrock:ListAgents", undetermined: ["inference-profile-is-used"] },
    ],
    [
      "what is broken for ever",
      { operation: "ListFunctions", effect: { kind: "error", status: 500 } },
      { code: "service", action: "lambda:ListFunctions", undetermined: ["inference-profile-is-used"] },
    ],
    [
      "what is cut for ever",
      { operation: "ListFunctions", effect: { kind: "cut" } },
      { code: "network", action: "lambda:ListFunctions", undetermined: ["inference-profile-is-used"] },
    ],
    [
      "what is too slow",
      { operation: "ListFunctions", effect: { kind: "latency", milliseconds: 5000 } },
      { code: "timeout", action: "lambda:ListFunctions", undetermined: ["inference-profile-is-used"] },
    ],
  ])("%s", async (_, fault, { code, action, undetermined }) => {
    const aws = await runLocalAws();
    seedAccount(aws, 100);
    aws.faults.inject(fault);
    const timeoutMs = fault.effect.kind === "latency" ? 2_500 : 30_000;
    const report = await audited(aws, { throttledMs: 500, timeoutMs });
    expect(report.errors).toMatchObject([{ code }]);
    expect(report.errors[0]?.message).toContain(`${action} in eu-west-2: `);
    expect(report.errors[0]?.message).toMatch(/Not answered: \S/);
    expect(report.summary.blocked).toBe(true);
    const open = report.verdicts.filter(({ verdict }) => verdict === "undetermined").map(({ rule }) => rule);
    expect([...new Set(open)]).toEqual(undetermined);
  });

  test("a list that breaks off keeps what came before", async () => {
    const afterFirst = withHandler("Bedrock Agent", "ListAgents", (handler) => (input, context) => {
      if ((input as { nextToken?: string }).nextToken === undefined) return handler(input, context);
      throw new AwsError("AccessDeniedException", 403, "No more.");
    });
    const aws = await runLocalAws({ services: afterFirst });
    seedAccount(aws, 1001);
    const report = await audited(aws);
    expect(report.errors).toMatchObject([{ code: "access-denied" }]);
    expect(report.verdicts.filter(({ rule }) => rule === "agent-uses-inference-profile")).toHaveLength(1000);
  });

  test("credentials that end on the way end the asking", async () => {
    const aws = await runLocalAws();
    seedAccount(aws, 300);
    aws.faults.inject({ operation: "GetAgent", effect: { kind: "error", status: 403, code: "ExpiredTokenException" } });
    const report = await audited(aws);
    expect(report.errors).toMatchObject([{ code: "expired-credentials" }]);
    expect(aws.requests.all().filter(({ operation }) => operation === "GetAgent").length).toBeLessThan(20);
  });

  test("without a caller that AWS knows there is no report", async () => {
    const aws = await runLocalAws();
    aws.faults.inject({ effect: { kind: "error", status: 403, code: "ExpiredTokenException" } });
    await expect(audited(aws)).rejects.toMatchObject({ kind: "expiredCredentials" });
  });
});

/** What a run asked of AWS, by IAM's names, and what the policy for it allows. */
async function askedAndAllowed(everyRole: boolean) {
  const aws = await runLocalAws();
  await deployProject(aws);
  const iam = new IAMClient(clientOf(aws));
  const statement = { Effect: "Allow", Action: "logs:PutLogEvents", Resource: "*" };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: "logs", PolicyDocument }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: `${project}-agent`, PolicyArn: Policy?.Arn }));
  aws.requests.clear();
  const report = await audited(aws, { days: 7, everyRole });
  const asked = new Set(
    aws.requests
      .all()
      .map(({ service, operation }) => iamAction(`${service.replaceAll(" ", "")}Client`, operation))
      .filter((action) => action !== "sts:GetCallerIdentity"),
  );
  const { Statement } = auditPolicy({ usage: true, allRoles: everyRole }) as {
    Statement: { Action: string[]; Effect: string }[];
  };
  expect(new Set(Statement.map(({ Effect }) => Effect))).toEqual(new Set(["Allow"]));
  return { report, asked: [...asked].sort(), allowed: Statement.flatMap(({ Action }) => Action).sort() };
}

describe("the policy that is printed allows what was asked, and nothing else", () => {
  test("of the roles that something has", async () => {
    const { asked, allowed } = await askedAndAllowed(false);
    expect(asked).toEqual(allowed);
    expect(allowed.filter((action) => !/:(Get|List)/.test(action))).toEqual([]);
  });

  test("of every role, whose policies come with them but for AWS's own", async () => {
    const { report, asked, allowed } = await askedAndAllowed(true);
    expect(allowed.filter((action) => !asked.includes(action))).toEqual(["iam:GetPolicy", "iam:GetPolicyVersion"]);
    expect(asked.filter((action) => !allowed.includes(action))).toEqual([]);
    expect(wrongIn(report)).toEqual([]);
  });
});

test("a role that nothing has is judged when every role is asked for", async () => {
  const aws = await runLocalAws();
  seedAccount(aws, 20);
  const statements = [{ Effect: "Allow", Action: "bedrock:InvokeModel", Resource: "*" }];
  const idle = await createRole(aws, "idle", "ec2.amazonaws.com", statements);
  await new IAMClient(clientOf(aws)).send(
    new AttachRolePolicyCommand({ RoleName: "seed-0", PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }),
  );
  const bypassing = (report: Report) =>
    report.verdicts.filter(({ rule, verdict }) => rule === "no-direct-model-access" && verdict === "fail");
  const addresses = async (everyRole: boolean) =>
    bypassing(await audited(aws, { everyRole })).map(({ address }) => address);
  expect(await addresses(false)).toEqual(["arn:aws:iam::111122223333:role/seed-0"]);
  expect((await addresses(true)).sort()).toEqual([idle, "arn:aws:iam::111122223333:role/seed-0"]);
});
