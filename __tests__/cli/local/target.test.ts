import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect, test } from "@jest/globals";
import { fakeProject, goodPlan, type FakeProject } from "../support/fake-project";
import { runFromSource, type CliRun } from "../support/run-cli";
import { endsLocalAws } from "./support";

interface Recorded {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A project whose Terraform is a script that writes down the environment it is run in. */
function recordingProject(accountId = "111122223333"): FakeProject & { recorded: () => Recorded[] } {
  const provider = { aws: { region: "eu-west-2", allowed_account_ids: [accountId] } };
  const project = fakeProject({ show: [{ stdout: goodPlan }] }, { provider });
  const terraform = path.join(project.cwd, "bin/terraform");
  const log = path.join(project.cwd, "environments.log");
  const record = `require("node:fs").appendFileSync(${JSON.stringify(log)}, JSON.stringify({ command: process.argv[2], env: process.env }) + "\\n");`;
  writeFileSync(terraform, readFileSync(terraform, "utf8").replace("\n", `\n${record}\n`));
  endsLocalAws(project.cwd);
  const recorded = () =>
    readFileSync(log, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Recorded);
  return { ...project, recorded };
}

const plan = (project: FakeProject, env: NodeJS.ProcessEnv = {}): Promise<CliRun> =>
  runFromSource(["plan", "--target", "local"], { ...project, env: { ...project.env, ...env } });

const statusOf = async ({ cwd }: FakeProject): Promise<{ endpoint: string; accountId: string; resources: object }> =>
  JSON.parse((await runFromSource(["local", "status", "--json"], { cwd })).stdout) as never;

test("Terraform is led to local AWS, with the bucket of its state there and nothing of the user's AWS", async () => {
  const project = recordingProject();
  const users = {
    AWS_ACCESS_KEY_ID: "AKIAOWN",
    AWS_SECRET_ACCESS_KEY: "own-secret",
    AWS_SESSION_TOKEN: "own-token",
    AWS_PROFILE: "own-profile",
    AWS_ENDPOINT_URL_S3: "http://127.0.0.1:9",
    TF_AWS_STS_ENDPOINT: "http://127.0.0.1:9",
  };
  const run = await plan(project, users);
  expect({ exitCode: run.exitCode, stderr: run.stderr }).toMatchObject({ exitCode: 0 });
  const { endpoint, accountId, resources } = await statusOf(project);
  expect({ accountId, resources }).toMatchObject({ accountId: "111122223333", resources: { buckets: 1 } });
  // For its version Terraform calls nobody.
  const opened = project.recorded().filter(({ command }) => command !== "version");
  expect(opened.map(({ command }) => command)).toEqual(["init", "plan", "show"]);
  for (const { env } of opened) {
    expect(env).toMatchObject({ AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: "AKIALOCALAWS" });
    const foreign = Object.entries(env).filter(([name, value]) => /AWS_/.test(name) && /own|:9$/.test(value ?? ""));
    expect(foreign).toEqual([]);
  }
});

test("an empty local AWS becomes the stack's account; one with something is refused, with the way out", async () => {
  const project = recordingProject("000000000000");
  await runFromSource(["local", "start"], { cwd: project.cwd });
  expect(await plan(project)).toMatchObject({ exitCode: 0 });
  expect((await statusOf(project)).accountId).toBe("000000000000");

  const file = path.join(project.cwd, "cdk.tf.json");
  writeFileSync(file, readFileSync(file, "utf8").replace("000000000000", "222233334444"));
  const refused = await plan(project);
  expect(refused.exitCode).toBe(2);
  const [, way = ""] =
    /begin anew, Terraform's state included: node \S+ (local reset --account 222233334444)/.exec(refused.stderr) ?? [];
  expect(await runFromSource(way.split(" "), { cwd: project.cwd })).toMatchObject({ exitCode: 0 });
  expect(await plan(project)).toMatchObject({ exitCode: 0 });
});

test("an endpoint of the user's that is elsewhere is refused before Terraform or local AWS is started", async () => {
  const project = recordingProject();
  const run = await plan(project, { AWS_ENDPOINT_URL: "https://aws.example.com" });
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('AWS_ENDPOINT_URL is "https://aws.example.com", which is not on this machine');
  expect(project.calls().filter((call) => !call.startsWith("version"))).toEqual([]);
  expect((await runFromSource(["local", "status"], { cwd: project.cwd })).stdout).toContain("No local AWS runs");
});
