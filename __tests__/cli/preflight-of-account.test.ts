import { expect, test } from "@jest/globals";
import type { LocalAws } from "../../local-aws/local-aws";
import { accountId, model, region } from "../live/support/deployed-project";
import { environmentOf } from "../live/support/live-clients-of";
import { runLocalAws } from "../local-aws/support/run-local-aws";
import { withStateBucket } from "../local-aws/support/state-bucket";
import { fakeProject, goodPlan } from "./support/fake-project";
import { runCli } from "./support/run-cli";

/** A project with a profile whose plan the gate lets through, for the account of a local AWS, asked as a user's is. */
function projectOn(aws: LocalAws, bucket: string) {
  const { cwd, env, calls } = fakeProject(
    { show: [{ stdout: goodPlan }] },
    {
      provider: { aws: [{ region, allowed_account_ids: [accountId] }] },
      terraform: { backend: { s3: { bucket, key: "state", region, encrypt: true, use_lockfile: true } } },
      resource: {
        aws_cloudwatch_log_group: { logs: { name: "logs", tags: { Project: "demo" } } },
        aws_bedrock_inference_profile: { news: { name: "news", model_source: [{ copy_from: model }] } },
      },
    },
  );
  return { cwd, calls, env: { ...env, ...environmentOf(aws), CHARGEBACK_PREFLIGHT: undefined } };
}

const planned = (calls: readonly string[]) => calls.filter((line) => line.startsWith("plan"));

test("an account that is not ready is told in a line for each fault, and nothing is planned", async () => {
  const aws = await runLocalAws();
  const { cwd, env, calls } = projectOn(aws, "state-of-nobody");
  const { exitCode, stderr } = await runCli(["plan"], { cwd, env });
  expect(exitCode).toBe(3);
  expect(stderr).toContain(
    "AWS is not ready for this; nothing was planned:\n- the state's bucket state-of-nobody is not there. Make it once: chargeback bootstrap.\n",
  );
  expect(planned(calls())).toEqual([]);

  const unasked = await runCli(["plan", "--no-preflight"], { cwd, env });
  expect(unasked.stderr).not.toContain("Asking AWS");
  expect(planned(calls())).toHaveLength(1);
});

test("an account that is ready is planned for", async () => {
  const aws = await runLocalAws();
  await withStateBucket(aws);
  const { cwd, env, calls } = projectOn(aws, "state-of-tests");
  const { stderr } = await runCli(["plan"], { cwd, env });
  expect(stderr).toMatch(/Asking AWS whether it is ready: done in/);
  expect(planned(calls())).toHaveLength(1);
  expect(new Set(aws.requests.all().map(({ operation }) => operation))).toEqual(
    new Set([
      ...["CreateBucket", "GetCallerIdentity", "GetFoundationModelAvailability", "GetFoundationModel"],
      ...["ListInferenceProfiles", "HeadBucket"],
    ]),
  );
});
