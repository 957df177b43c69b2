import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { beforeAll, expect, test } from "@jest/globals";
import { UsageFailure } from "../../../cli/failure";
import type { Context } from "../../../cli/context";
import { startLocalAws } from "../../../cli/local/start-local-aws";
import { findProgram } from "../../../cli/find-program";
import { freshFolder, root } from "../support/run-cli";
import { localProject, type LocalProject } from "./support";

let project: LocalProject;
beforeAll(async () => {
  project = localProject();
  await project.local(["start"]);
});

/** Runs a line in a shell that has evaluated what `local env` prints, after settings of a user's own. */
async function inShell(line: string): Promise<string> {
  const { stdout } = await project.local(["env"], { env: { AWS_REGION: "eu-west-1" } });
  const env = {
    PATH: process.env["PATH"],
    HOME: project.cwd,
    ...{ AWS_PROFILE: "own", AWS_SESSION_TOKEN: "own", AWS_ACCESS_KEY_ID: "AKIAOWN", AWS_SECRET_ACCESS_KEY: "own" },
    HTTP_PROXY: "http://127.0.0.1:9",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  };
  return execFileSync("sh", ["-c", `${stdout}\n${line}`], { cwd: root, env, encoding: "utf8" });
}

test("in a shell that evaluates `local env`, a script's SDK client writes and reads, whatever the user had set", async () => {
  const script = path.join(freshFolder(), "script.mjs");
  const client = path.join(root, "node_modules/@aws-sdk/client-sns/dist-cjs/index.js");
  writeFileSync(
    script,
    `import sdk from ${JSON.stringify(client)};
     const sns = new sdk.SNSClient({});
     const { TopicArn } = await sns.send(new sdk.CreateTopicCommand({ Name: "round-trip" }));
     const { Topics } = await sns.send(new sdk.ListTopicsCommand({}));
     const credentials = await sns.config.credentials();
     console.log(JSON.stringify({ TopicArn, Topics, key: credentials.accessKeyId }));`,
  );
  const TopicArn = "arn:aws:sns:eu-west-1:111122223333:round-trip";
  expect(JSON.parse(await inShell(`node ${script}`))).toEqual({
    TopicArn,
    Topics: [{ TopicArn }],
    key: "AKIALOCALAWS",
  });
});

const withAwsCli = findProgram("aws", process.env) === undefined ? test.skip : test;
withAwsCli("the AWS CLI speaks to it too, past a proxy (skipped where it is not installed)", async () => {
  const answer = await inShell("aws sts get-caller-identity --output json");
  expect(JSON.parse(answer)).toMatchObject({ Account: "111122223333" });
});

const timeIn = ({ stdout }: { stdout: string }): number => Date.parse(stdout.trim());

test("the clock is moved on by a duration, and a wrong one is refused with what would be right", async () => {
  const before = timeIn(await project.local(["clock"]));
  const after = timeIn(await project.local(["clock", "advance", "3d"]));
  expect(after - before).toBeGreaterThanOrEqual(3 * 86_400_000);
  expect(await project.local(["clock", "advance", "soon"])).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("90s, 30m, 48h, 3d"),
  });
});

test("faults are injected, shown with the times that are left, and cleared", async () => {
  await project.local(["fault", "throttle", "--service", "STS", "--times", "2"]);
  const listed = await project.local(["fault", "error", "--operation", "GetAgent", "--status", "503"]);
  expect(listed.stdout).toBe(
    "throttle of STS.*, 2 times more\nerror of every service.GetAgent, status 503, until it is cleared\n",
  );
  const { stdout } = await project.local(["status", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ running: true, faults: [{ times: 2 }, { operation: "GetAgent" }] });
  expect((await project.local(["fault", "clear"])).stdout).toBe("No faults.\n");
  expect(await project.local(["fault", "latency"])).toMatchObject({ exitCode: 2 });
});

test("beliefs are listed by service, each with its ground", async () => {
  const { stdout } = await project.local(["beliefs"]);
  expect(stdout).toMatch(/^Bedrock Agent\n {2}\S.*\n {4}(sourced|assumed): \S/m);
  const listed = JSON.parse((await project.local(["beliefs", "--json"])).stdout) as object[];
  expect(listed.length).toBeGreaterThan(50);
});

test("the npm package, which has no local AWS, says where to get it", async () => {
  const packaged = { localAws: undefined } as Context;
  await expect(startLocalAws(packaged)).rejects.toThrow(UsageFailure);
  await expect(startLocalAws(packaged)).rejects.toThrow(
    "comes with the repository of chargeback, not with its npm package",
  );
});
