import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { root } from "../support/run-cli";
import { localProject, type LocalProject } from "./support";

const onLocal = ["--target", "local", "--auto-approve"];

/** What a user may have set, and what must not be used. */
const users = { AWS_ACCESS_KEY_ID: "AKIAUSERSOWN", AWS_SECRET_ACCESS_KEY: "own", AWS_PROFILE: "users-own-profile" };

interface Requests {
  readonly all: readonly { service: string; operation: string; accessKeyId: string }[];
}

async function requestsTo(project: LocalProject): Promise<Requests["all"]> {
  const headers = { "x-chargeback-control": "1" };
  const answer = await fetch(`${project.instance()?.endpoint}/_chargeback/requests`, { headers });
  return ((await answer.json()) as Requests).all;
}

interface Status {
  readonly spend: readonly { project: string; amountUsd: number }[];
  readonly resources: Readonly<Record<string, number>>;
  readonly missing: readonly string[];
}

const statusOf = async (project: LocalProject): Promise<Status> =>
  JSON.parse((await project.local(["status", "--json"])).stdout) as Status;

// Most of the time the provider or a command waits: the two tests at once take hardly longer than one.
test.concurrent(
  "the shipped app is applied, planned empty after a restart, called and destroyed, with nothing of the user's AWS",
  async () => {
    const project = localProject();
    symlinkSync(path.join(root, "node_modules"), path.join(project.cwd, "node_modules"));
    cpSync(path.join(root, "cdktf.json"), path.join(project.cwd, "cdktf.json"));
    const app = ["--app", `node --import tsx ${root}/main.ts`];

    const applied = await project.chargeback(["apply", ...app, ...onLocal], { env: users });
    expect({ exitCode: applied.exitCode, stderr: applied.stderr }).toMatchObject({ exitCode: 0 });
    const [, call = ""] = /To call the API:\n {2}(curl .*)/.exec(applied.stderr) ?? [];
    const keys = new Set((await requestsTo(project)).map(({ accessKeyId }) => accessKeyId));
    expect(keys).not.toContain("AKIAUSERSOWN");

    await project.local(["stop"]);
    const planned = await project.chargeback(["plan", ...app, "--target", "local"], { env: users });
    expect(planned.exitCode).toBe(0);
    const plan = JSON.parse(readFileSync(path.join(project.cwd, "chargeback.out/AwsNewsAgent/plan.json"), "utf8")) as {
      resource_changes: { change: { actions: string[] } }[];
    };
    expect(plan.resource_changes.length).toBeGreaterThan(30);
    expect(new Set(plan.resource_changes.flatMap(({ change }) => change.actions))).toEqual(new Set(["no-op"]));

    // The command that the apply has shown, as a shell runs it.
    const answer = execFileSync("sh", ["-c", call], { cwd: project.cwd, encoding: "utf8" });
    expect(JSON.parse(answer)).toHaveProperty("sessionId");
    const { spend } = await statusOf(project);
    expect(spend.map(({ project: paying }) => paying)).toEqual(["aws-news-agent"]);

    const destroyed = await project.chargeback(["destroy", ...app, ...onLocal], { env: users });
    expect({ exitCode: destroyed.exitCode, stderr: destroyed.stderr }).toMatchObject({ exitCode: 0 });
    const { resources, missing } = await statusOf(project);
    expect(Object.entries(resources).filter(([, count]) => count > 0)).toEqual([["buckets", 1]]);
    expect(missing).toEqual([]);
  },
  300_000,
);

/** An app without cdktf, of one log group: what is about locks needs no agent. */
function logGroupProject(): LocalProject {
  const project = localProject();
  const tags = { Project: "locks" };
  const stack = {
    terraform: {
      backend: {
        s3: {
          bucket: "state-of-locks",
          key: "one/terraform.tfstate",
          region: "eu-west-2",
          encrypt: true,
          use_lockfile: true,
        },
      },
      required_providers: { aws: { source: "aws", version: "5.100.0" } },
    },
    provider: { aws: { region: "eu-west-2", allowed_account_ids: ["111122223333"] } },
    resource: { aws_cloudwatch_log_group: { logs: { name: "locks", tags } } },
  };
  const manifest = { stacks: { one: { name: "one", constructPath: "one", workingDirectory: "stacks/one" } } };
  const source = `const fs = require("node:fs");
    const out = process.env.CDKTF_OUTDIR;
    fs.mkdirSync(out + "/stacks/one", { recursive: true });
    fs.writeFileSync(out + "/stacks/one/cdk.tf.json", ${JSON.stringify(JSON.stringify(stack))});
    fs.writeFileSync(out + "/manifest.json", ${JSON.stringify(JSON.stringify(manifest))});`;
  writeFileSync(path.join(project.cwd, "app.cjs"), source);
  writeFileSync(path.join(project.cwd, "cdktf.json"), JSON.stringify({ app: "node app.cjs" }));
  return project;
}

/** Waits until local AWS has been asked for that operation. */
async function untilAsked(project: LocalProject, operation: string): Promise<void> {
  const isAsked = async () => (await requestsTo(project)).some((request) => request.operation === operation);
  while (!(await isAsked())) await sleep(100);
}

test.concurrent(
  "of two applies one is refused with the lock's owner; what a killed one leaves is released by the command shown",
  async () => {
    const project = logGroupProject();
    await project.local(["start"]);
    // The tags are read at the end: the group is there by then, and Terraform waits for the answer with its lock held.
    await project.local(["fault", "latency", "--milliseconds", "600000", "--operation", "ListTagsForResource"]);
    let killed = (): void => undefined;
    const first = project.chargeback(["apply", ...onLocal], {
      during: (child) => {
        killed = () => {
          killTree(child.pid ?? 0);
        };
      },
    });
    await untilAsked(project, "DescribeLogGroups");

    const second = await project.chargeback(["apply", ...onLocal]);
    expect(second.exitCode).toBe(3);
    expect(second.stderr).toMatch(/Who:\s+\S+@\S+/);
    const [, unlock = ""] = /release its lock: (node .*)$/m.exec(second.stderr) ?? [];

    killed();
    await first;
    await project.local(["fault", "clear"]);

    const [, , ...args] = unlock.split(" ");
    expect(await project.chargeback(args)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("Add --auto-approve"),
    });
    const wrong = await project.chargeback(["unlock", "one", "00000000-0000-0000-0000-000000000000", ...onLocal]);
    expect(wrong.exitCode).toBe(3);
    expect(await project.chargeback([...args, "--auto-approve"])).toMatchObject({ exitCode: 0 });
    expect(await project.chargeback(["plan", "--target", "local"])).toMatchObject({ exitCode: 0 });
  },
  300_000,
);

/** Kills a command and what it runs, Terraform and its providers, so that none of them can end in order. */
function killTree(pid: number): void {
  const table = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const pairs = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const children = (parent: number): number[] =>
    pairs.filter(([, ppid]) => ppid === parent).flatMap(([child = 0]) => [child, ...children(child)]);
  for (const each of [pid, ...children(pid)]) process.kill(each, "SIGKILL");
}
