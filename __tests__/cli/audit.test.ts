import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { Report } from "../../policies";
import { runLocalAws } from "../local-aws/support/run-local-aws";
import { environmentOf } from "../live/support/live-clients-of";
import { seedAccount } from "../live/support/seeded-account";
import { withHandler } from "../live/support/with-handler";
import { freshFolder, runCli } from "./support/run-cli";

const denied = { kind: "error", status: 403, code: "AccessDeniedException" } as const;

/** Runs the audit in a folder of its own, against a local AWS that is all there is of AWS. */
async function auditing(options: Parameters<typeof runLocalAws>[0] = {}) {
  const aws = await runLocalAws(options);
  const cwd = freshFolder();
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    runCli(["audit", ...args], {
      cwd,
      env: { ...environmentOf(aws), AWS_CONFIG_FILE: "/dev/null", AWS_PROFILE: undefined, ...env },
    });
  return { aws, cwd, run };
}

describe("the exit code says what the audit found", () => {
  test("0 where everything is billed, 1 where something is not, 3 where not everything could be asked", async () => {
    const { aws, run } = await auditing();
    const seeded = seedAccount(aws, 200);
    const wrong = await run(["--format", "json"]);
    expect(wrong).toMatchObject({ exitCode: 1 });
    const report = JSON.parse(wrong.stdout) as Report;
    expect(report).toMatchObject({
      plan: null,
      account: { id: "111122223333", regions: ["eu-west-2"] },
      target: "aws",
    });
    const raw = report.verdicts.filter(
      ({ rule, verdict }) => rule === "agent-uses-inference-profile" && verdict === "fail",
    );
    expect(raw.map(({ address }) => address)).toEqual(seeded.wrong["agent-uses-inference-profile"]);
    expect(raw[0]?.remedy).toMatch(/^aws bedrock-agent update-agent --agent-id SEED000000 --foundation-model /);

    seeded.mend();
    const clean = await run([]);
    expect(clean.stdout).toContain("PASSED: ");
    expect(clean.stdout).toContain("200 agents, too many to draw");
    expect(clean.stderr).toMatch(/Auditing: done in/);
    expect(clean.exitCode).toBe(0);

    aws.faults.inject({ operation: "GetRole", effect: denied });
    const partial = await run([]);
    expect(partial.stdout).toMatch(
      /error: iam:GetRole in eu-west-2: access denied.*"Action":"iam:GetRole".*Not answered: role /,
    );
    expect(partial.stdout).toContain("FAILED: ");
    expect(partial.exitCode).toBe(3);

    aws.faults.clear();
    aws.faults.inject({ operation: "GetCallerIdentity", effect: { ...denied, code: "ExpiredTokenException" } });
    const nobody = await run([]);
    expect(nobody).toMatchObject({ exitCode: 3, stdout: "" });
    expect(nobody.stderr).toContain("Sign in again");
  });

  test("1 where there is nothing, unless that is allowed", async () => {
    const { run } = await auditing();
    expect(await run([])).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("in this account") as unknown });
    expect((await run(["--allow-empty"])).exitCode).toBe(0);
  });
});

test("every format of the gate tells an account", async () => {
  const { aws, cwd, run } = await auditing();
  seedAccount(aws, 100);
  const files = ["json", "sarif", "junit", "github", "gitlab", "markdown"].map(
    (name) => `--format=${name}=out/${name}`,
  );
  const { exitCode, stdout } = await run([...files, "--usage", "3"]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("✗ agent-uses-inference-profile  arn:aws:bedrock:eu-west-2:111122223333:agent/SEED000000");
  const read = (name: string) => readFileSync(path.join(cwd, "out", name), "utf8");
  for (const name of ["sarif", "junit", "github", "gitlab", "markdown"]) {
    expect(read(name)).toContain("SEED000000");
    if (name !== "sarif") expect(read(name)).not.toContain("this plan");
  }
  expect(read("sarif")).toContain('"uri": "account/111122223333"');
  expect(read("sarif")).toContain("inference-profile-is-used");
});

test("the rule that only an account can answer is explained like the others", async () => {
  const { exitCode, stdout } = await runCli(["explain", "inference-profile-is-used"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("Does something use every application inference profile?");
});

test("the policy is printed without asking anybody", async () => {
  const { aws, run } = await auditing();
  const { exitCode, stdout } = await run(["--iam-policy"]);
  expect(exitCode).toBe(0);
  expect(JSON.stringify(JSON.parse(stdout))).not.toContain("cloudwatch");
  expect(JSON.stringify(JSON.parse((await run(["--iam-policy", "--usage"])).stdout))).toContain(
    "cloudwatch:GetMetricData",
  );
  expect(aws.requests.all()).toEqual([]);
});

test.each([
  [["--regions", "europe"], "eu-west-2,us-east-1"],
  [["--usage", "0"], "from 1 to 455"],
  [["--require", "no-such-rule"], "asks no rule"],
  [["--target", "offline"], "Allowed choices are"],
])("%j cannot be used, and nothing is asked", async (args, why) => {
  const { aws, cwd, run } = await auditing();
  expect(await run(args)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(why) as unknown });
  expect(aws.requests.all()).toEqual([]);
  expect(existsSync(path.join(cwd, "chargeback.out"))).toBe(false);
});

test("what it keeps is small: agents with prompts of 150 MB are audited in a heap of 100 MB", async () => {
  const basePromptTemplate = "Be brief. ".repeat(12_500);
  const prompts = { promptConfigurations: [{ promptType: "ORCHESTRATION", basePromptTemplate }] };
  const verbose = withHandler("Bedrock Agent", "GetAgent", (handler) => async (input, context) => {
    const { agent } = (await handler(input, context)) as { agent: object };
    return { agent: { ...agent, promptOverrideConfiguration: prompts } };
  });
  const { aws, run } = await auditing({ services: verbose });
  seedAccount(aws, 1200);
  const { exitCode, stdout } = await run(["--format", "json"], { NODE_OPTIONS: "--max-old-space-size=100" });
  expect(exitCode).toBe(1);
  const { verdicts } = JSON.parse(stdout) as Report;
  expect(verdicts.filter(({ rule }) => rule === "agent-uses-inference-profile")).toHaveLength(1200);
});
