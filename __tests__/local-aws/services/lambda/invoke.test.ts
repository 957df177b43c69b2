import { existsSync } from "node:fs";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as sdk from "@aws-sdk/client-lambda";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, test } from "@jest/globals";
import { ledgerSlice } from "../../../../local-aws/ledger/ledger";
import type { LocalAws } from "../../../../local-aws/local-aws";
import { principalsSlice } from "../../../../local-aws/principals";
import { clientOf, runLocalAws } from "../../support/run-local-aws";
import { zipOf } from "./function-zip";
import { allow, makeRole } from "./make-role";

const FunctionName = "news";
type Settings = Partial<sdk.CreateFunctionCommandInput> & { readonly files?: Record<string, string> };

/** A local AWS with a function of that source. */
async function withFunction(source: string, { files = {}, ...more }: Settings = {}) {
  const aws = await runLocalAws();
  const lambda = new sdk.LambdaClient(clientOf(aws));
  await lambda.send(
    new sdk.CreateFunctionCommand({
      FunctionName,
      Role: await makeRole(aws),
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Code: { ZipFile: zipOf({ "index.js": source, ...files }) },
      Timeout: 20,
      ...more,
    }),
  );
  const invoke = async (event: unknown = {}, input: Partial<sdk.InvokeCommandInput> = {}) => {
    const Payload = JSON.stringify(event);
    const answer = await lambda.send(new sdk.InvokeCommand({ FunctionName, Payload, ...input }));
    const text = answer.Payload?.transformToString();
    return { ...answer, payload: text ? (JSON.parse(text) as unknown) : undefined };
  };
  return { aws, lambda, invoke };
}

test("each run is billed as a request and as memory for its time, one that fails too, by the function's tags", async () => {
  const { aws, invoke } = await withFunction(
    `exports.handler = async ({ fails }) => { if (fails) throw new Error(); }`,
    {
      MemorySize: 512,
      Tags: { Project: "news" },
    },
  );
  await invoke();
  await invoke({ fails: true });
  const { entries } = aws.state(ledgerSlice);
  const each = ["EUW2-Request", "EUW2-Lambda-GB-Second"];
  expect(entries.map(({ usageType }) => usageType)).toEqual([...each, ...each]);
  for (const { service, tags, resourceArn } of entries)
    expect({ service, tags, resourceArn }).toEqual({
      service: "AWS Lambda",
      tags: { Project: "news" },
      resourceArn: "arn:aws:lambda:eu-west-2:111122223333:function:news",
    });
});

describe("a handler gets", () => {
  test("the event, its context, its variables, and nothing of this machine's", async () => {
    process.env["CHARGEBACK_SECRET"] = "of the user";
    const { aws, invoke } = await withFunction(
      `exports.handler = async (event, context) => ({
        event, env: process.env, left: context.getRemainingTimeInMillis(), arn: context.invokedFunctionArn })`,
      { Environment: { Variables: { AGENT_ID: "A1" } }, MemorySize: 256 },
    );
    const { payload, StatusCode, FunctionError } = await invoke({ prompt: "hello" });
    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: undefined });
    expect(payload).toMatchObject({
      event: { prompt: "hello" },
      arn: "arn:aws:lambda:eu-west-2:111122223333:function:news",
      env: {
        ...{
          AGENT_ID: "A1",
          AWS_REGION: "eu-west-2",
          AWS_ENDPOINT_URL: aws.endpoint,
          AWS_LAMBDA_FUNCTION_NAME: "news",
        },
        ...{
          AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
          _HANDLER: "index.handler",
          AWS_SECRET_ACCESS_KEY: expect.any(String),
        },
      },
    });
    const { env, left } = payload as { env: Record<string, string>; left: number };
    expect(env).not.toHaveProperty("CHARGEBACK_SECRET");
    expect(left).toBeGreaterThan(15_000);
    expect(left).toBeLessThanOrEqual(20_000);
    const session = aws.state(principalsSlice).sessions[env["AWS_ACCESS_KEY_ID"] ?? ""];
    expect(session?.arn).toBe("arn:aws:sts::111122223333:assumed-role/news/news");
  });

  test("one of a module, of a folder, or with a callback", async () => {
    const files = { "a/b.mjs": "export const handler = async () => import.meta.url.endsWith('a/b.mjs');" };
    const { lambda, invoke } = await withFunction("exports.handler = (_e, _c, done) => done(null, 'called');", {
      files,
    });
    expect((await invoke()).payload).toBe("called");
    await lambda.send(new sdk.UpdateFunctionConfigurationCommand({ FunctionName, Handler: "a/b.handler" }));
    expect((await invoke()).payload).toBe(true);
  });
});

describe("a process", () => {
  const source = "let calls = 0; exports.handler = async () => [process.pid, ++calls, process.env.X ?? '', __dirname];";
  type Told = [pid: number, calls: number, x: string, folder: string];
  const isRunning = (pid: number) => existsSync(`/proc/${pid}`);

  test("stays warm until configuration or code changes, and ends with the server", async () => {
    const { aws, lambda, invoke } = await withFunction(source);
    const [pid] = (await invoke()).payload as Told;
    expect((await invoke()).payload).toEqual([pid, 2, "", expect.any(String)]);
    const Environment = { Variables: { X: "1" } };
    await lambda.send(new sdk.UpdateFunctionConfigurationCommand({ FunctionName, Environment }));
    const [second, calls, x] = (await invoke()).payload as Told;
    expect([second === pid, calls, x]).toEqual([false, 1, "1"]);
    const ZipFile = zipOf({ "index.js": source.replace("++calls", "'new'") });
    await lambda.send(new sdk.UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    const [third, text, , folder] = (await invoke()).payload as Told;
    expect(text).toBe("new");
    await aws.stop();
    expect([pid, second, third].filter(isRunning)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    expect(aws.state(principalsSlice).sessions).toEqual({});
  });

  test("takes one event at a time: a second at once has its own", async () => {
    const { invoke } = await withFunction(
      "exports.handler = () => new Promise((done) => setTimeout(() => done(process.pid), 1500));",
    );
    const [first, second] = await Promise.all([invoke(), invoke()]);
    expect(first.payload).not.toBe(second.payload);
  });
});

describe("a function that fails", () => {
  const slow = "exports.handler = () => new Promise(() => setInterval(() => {}, 1000));";
  const hungry =
    "exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); };";

  test.each<[string, string, Settings, object]>([
    [
      "by throwing",
      "exports.handler = async () => { throw new TypeError('no') };",
      {},
      { errorType: "TypeError", errorMessage: "no" },
    ],
    [
      "by its callback",
      "exports.handler = (e, c, done) => done('no');",
      {},
      { errorType: "string", errorMessage: "no" },
    ],
    [
      "by its time",
      slow,
      { Timeout: 1 },
      {
        errorType: "Sandbox.Timedout",
        errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Task timed out after 1.00 seconds$/),
      },
    ],
    [
      "by its memory",
      hungry,
      {},
      { errorType: "Runtime.ExitError", errorMessage: expect.stringContaining("Runtime exited with error") },
    ],
    [
      "by its exit",
      "exports.handler = async () => process.exit(3);",
      {},
      { errorType: "Runtime.ExitError", errorMessage: expect.stringContaining("exit status 3") },
    ],
    [
      "without a module",
      "",
      { Handler: "main.handler" },
      { errorType: "Runtime.ImportModuleError", errorMessage: "Error: Cannot find module 'main'" },
    ],
    [
      "without a handler",
      "exports.other = 1;",
      {},
      { errorType: "Runtime.HandlerNotFound", errorMessage: "index.handler is undefined or not exported" },
    ],
    ["while loading", "throw new RangeError('early');", {}, { errorType: "RangeError", errorMessage: "early" }],
  ])("%s answers so, and the next event finds a process", async (_title, source, settings, payload) => {
    const { invoke } = await withFunction(source, settings);
    for (const round of [1, 2])
      expect({ round, ...(await invoke()) }).toMatchObject({ StatusCode: 200, FunctionError: "Unhandled", payload });
  });
});

describe("an invocation", () => {
  test("gives the tail of what was printed", async () => {
    const { invoke } = await withFunction(
      "exports.handler = async () => { console.log('one'); console.error('two'); };",
    );
    const { LogResult = "" } = await invoke({}, { LogType: "Tail" });
    expect(Buffer.from(LogResult, "base64").toString()).toBe("one\ntwo\n");
  });

  test.each([
    ["Event", 202],
    ["DryRun", 204],
  ] as const)("of type %s answers %d", async (InvocationType, StatusCode) => {
    const { invoke } = await withFunction("exports.handler = async () => 1;");
    expect(await invoke({}, { InvocationType })).toMatchObject({ StatusCode, payload: undefined });
  });

  test("whose body is not JSON is refused", async () => {
    const { lambda } = await withFunction("exports.handler = async () => 1;");
    const invoked = lambda.send(new sdk.InvokeCommand({ FunctionName, Payload: "{" }));
    await expect(invoked).rejects.toThrow(sdk.InvalidRequestContentException);
  });

  test("of another runtime's function says what runs here", async () => {
    const { invoke } = await withFunction("", { Runtime: "python3.12" });
    await expect(invoke()).rejects.toThrow("Local AWS runs Node.js functions, and news is python3.12.");
  });
});

describe("who may invoke", () => {
  /** A client with the session of a role. */
  async function asRole(aws: LocalAws, RoleArn: string) {
    const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: "test" });
    const { Credentials } = await new STSClient(clientOf(aws)).send(assume);
    return new sdk.LambdaClient(clientOf(aws, Credentials?.AccessKeyId));
  }

  test.each(["its own policy", "the function's"])("a role may by %s, and not without", async (by) => {
    const { aws, lambda } = await withFunction("exports.handler = async () => 1;");
    const Principal = await makeRole(aws, "caller", "ec2.amazonaws.com");
    const caller = await asRole(aws, Principal);
    const invoke = () => caller.send(new sdk.InvokeCommand({ FunctionName }));
    await expect(invoke()).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining(
        "is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:",
      ),
    });
    const Action = "lambda:InvokeFunction";
    if (by === "its own policy") await allow(aws, "caller", Action, "arn:aws:lambda:*:*:function:news");
    else await lambda.send(new sdk.AddPermissionCommand({ FunctionName, StatementId: "a", Action, Principal }));
    expect(await invoke()).toMatchObject({ StatusCode: 200 });
  });
});

describe("what a function prints", () => {
  const logGroupName = "/aws/lambda/news";
  const group = `arn:aws:logs:eu-west-2:111122223333:log-group:${logGroupName}:*`;

  /** The events in the function's log group. */
  async function logged(aws: LocalAws) {
    const { events } = await new logs.CloudWatchLogsClient(clientOf(aws)).send(
      new logs.FilterLogEventsCommand({ logGroupName }),
    );
    return events?.map(({ message }) => message);
  }
  async function withLog(source: string, LogFormat: sdk.LogFormat) {
    const made = await withFunction(source, { LoggingConfig: { LogFormat } });
    const create = new logs.CreateLogGroupCommand({ logGroupName });
    await new logs.CloudWatchLogsClient(clientOf(made.aws)).send(create);
    return made;
  }

  test("is in its log group, if its role may write there", async () => {
    const { aws, invoke } = await withLog("exports.handler = async () => console.log('one');", "Text");
    await invoke();
    expect(await logged(aws)).toEqual([]);
    await allow(aws, "news", "logs:PutLogEvents", group);
    await invoke();
    expect(await logged(aws)).toEqual([
      expect.stringMatching(/^START RequestId: \S{36} Version: \$LATEST$/),
      "one",
      expect.stringMatching(/^END RequestId: \S{36}$/),
      expect.stringMatching(/^REPORT RequestId: \S{36}\tDuration: [\d.]+ ms$/),
    ]);
  });

  test("stands between lines of JSON where the log is JSON, with the error of one that failed", async () => {
    const { aws, invoke } = await withLog("exports.handler = async () => { throw new Error('no'); };", "JSON");
    await allow(aws, "news", "logs:PutLogEvents", group);
    await invoke();
    expect((await logged(aws))?.map((line = "") => JSON.parse(line) as unknown)).toMatchObject([
      { type: "platform.start" },
      { level: "ERROR", message: { errorType: "Error", errorMessage: "no" } },
      { type: "platform.report", record: { status: "error" } },
    ]);
  });
});
