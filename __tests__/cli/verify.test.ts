import { readFileSync } from "node:fs";
import path from "node:path";
import { BedrockClient, UntagResourceCommand } from "@aws-sdk/client-bedrock";
import { describe, expect, test } from "@jest/globals";
import type { VerifyReport } from "../../live";
import type { LocalAws } from "../../local-aws/local-aws";
import { clientOf, runLocalAws } from "../local-aws/support/run-local-aws";
import { accountId, type DeployedProject, deployProject, region } from "../live/support/deployed-project";
import { environmentOf } from "../live/support/live-clients-of";
import { fakeProject } from "./support/fake-project";
import { freshFolder, runCli } from "./support/run-cli";

async function deployed() {
  const aws = await runLocalAws();
  return { aws, project: await deployProject(aws) };
}

/** A stack whose outputs are those of an AgentProject. */
function stackOf(aws: LocalAws, project: DeployedProject, account = accountId) {
  const output = (value: string) => ({ sensitive: false, type: "string", value });
  const outputs = {
    News_AgentId_0A1B2C3D: output(project.agentId),
    News_AgentAliasId_1A1B2C3D: output(project.aliasId),
    News_InferenceProfileArn_2A1B2C3D: output(project.profileArn),
    News_ApiKeyId_3A1B2C3D: output(project.apiKeyId),
    News_InvokeUrl_4A1B2C3D: output(`https://${project.restApiId}.execute-api.${region}.amazonaws.com/v1/invoke`),
  };
  const provider = { aws: [{ region, allowed_account_ids: [account] }] };
  const { cwd, env, calls } = fakeProject({ output: [{ stdout: JSON.stringify(outputs) }] }, { provider });
  return { cwd, calls, env: { ...env, ...environmentOf(aws) } };
}

test("a stack's outputs lead to its project, which is called, and waits for its bill", async () => {
  const { aws, project } = await deployed();
  const { cwd, env, calls } = stackOf(aws, project);
  const args = ["verify", "one", "--invoke", "--format", "json=out/verify.json"];
  const { exitCode, stdout, stderr } = await runCli(args, { cwd, env });
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  expect(stdout).toContain(`one: agent ${project.agentId} in ${accountId}, ${region}`);
  expect(stdout).toContain("✓ test-call-is-answered  the API answered the test call with 200");
  expect(stdout).toMatch(/WAITING: \d+ pass, 0 fail, 0 undetermined, 2 waiting; look again after 20/);
  expect(stdout).not.toContain("at Object.");
  const report = JSON.parse(readFileSync(path.join(cwd, "out/verify.json"), "utf8")) as VerifyReport;
  expect(report).toMatchObject({ version: 1, target: "aws", summary: { fail: 0, undetermined: 0, waiting: 2 } });
  expect(report.projects[0]?.findings.map(({ check }) => check)).toContain("agent-has-stacks-profile");
  expect(calls()).toContain("output -json -no-color");
});

test("an agent that is named is looked at without the app; what is waited for ends with 1 when it is strict", async () => {
  const { aws, project } = await deployed();
  const args = ["verify", "--agent-id", project.agentId, "--alias-id", project.aliasId, "--strict"];
  const { exitCode, stdout } = await runCli(args, { cwd: freshFolder(), env: environmentOf(aws) });
  expect(exitCode).toBe(1);
  expect(stdout).toContain("… calls-are-logged");
  expect(stdout).toContain("3 waiting");
});

test("what is wrong ends with 1, and tells how it is put back", async () => {
  const { aws, project } = await deployed();
  const untag = new UntagResourceCommand({ resourceARN: project.profileArn, tagKeys: ["Project"] });
  await new BedrockClient(clientOf(aws)).send(untag);
  const { cwd, env } = stackOf(aws, project);
  const { exitCode, stdout } = await runCli(["verify"], { cwd, env });
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(
    /✗ inference-profile-has-project-tag .*\n +why +it has no Project tag.*\n +fix +run .+ apply one/,
  );
  expect(stdout).toMatch(/NOT VERIFIED: \d+ pass, 1 fail/);
});

describe("what AWS does not answer ends with 3, in one line that says what to do:", () => {
  const run = async (of: (aws: LocalAws) => NodeJS.ProcessEnv, ...args: string[]) => {
    const aws = await runLocalAws();
    const { exitCode, stderr } = await runCli(["verify", ...args], { cwd: freshFolder(), env: of(aws) });
    return { exitCode, said: stderr.trim().split("\n").at(-1) };
  };

  test("an agent that is not there", async () => {
    const { exitCode, said } = await run(environmentOf, "--agent-id", "ABCDEFGHIJ");
    expect(exitCode).toBe(3);
    expect(said).toMatch(/^bedrock:GetAgent in eu-west-2: AWS finds none/);
  });

  test("no credentials", async () => {
    const none = {
      ...{ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_PROFILE: undefined },
      ...{ AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null", AWS_EC2_METADATA_DISABLED: "true" },
    };
    const { exitCode, said } = await run((aws) => ({ ...environmentOf(aws), ...none }), "--agent-id", "ABCDEFGHIJ");
    expect(exitCode).toBe(3);
    expect(said).toMatch(/there are no usable AWS credentials.*AWS_PROFILE/);
  });

  test("the account of another stack", async () => {
    const { aws, project } = await deployed();
    const { cwd, env } = stackOf(aws, project, "999999999999");
    const { exitCode, stderr } = await runCli(["verify"], { cwd, env });
    expect(exitCode).toBe(3);
    expect(stderr).toContain(`the credentials are of account ${accountId}`);
    expect(stderr).toContain("configured for 999999999999");
  });
});

describe("what cannot be asked so ends with 2:", () => {
  test.each([
    [["--agent-id", "ABCDEFGHIJ", "one"], "not both"],
    [["--alias-id", "ABCDEFGHIJ"], "--alias-id needs the --agent-id"],
    [["--format", "sarif"], "told as text or json"],
    [["--wait", "soon"], "90s, 15m, 48h"],
    [["--target", "offline"], "Allowed choices are aws, local"],
    [[], "No output of any stack tells of an agent"],
  ])("%j", async (args, said) => {
    const { cwd, env } = fakeProject({ output: [{ stdout: "{}" }] });
    const { exitCode, stderr } = await runCli(["verify", ...args], { cwd, env });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2 });
    expect(stderr).toContain(said);
  });
});
