import { describe, expect, test } from "@jest/globals";
import type { SynthesizedStack } from "../../../cli/synth/synthesized-stack";
import { targetNamed } from "../../../cli/targets";

const stack = (awsProviders: SynthesizedStack["awsProviders"]): SynthesizedStack => ({
  name: "one",
  folder: "/nowhere",
  constructPath: "one",
  dependencies: [],
  awsProviders,
  requiredProviders: {},
  stateBucket: undefined,
});
const provider = (accountId: string, alias?: string): SynthesizedStack["awsProviders"][number] => ({
  alias,
  allowedAccountIds: [accountId],
});

describe("offline", () => {
  const offline = targetNamed("offline");

  test("gives Terraform nothing of the user's AWS environment but the region", () => {
    const env = offline.environment({
      PATH: "/bin",
      AWS_PROFILE: "prod",
      AWS_ACCESS_KEY_ID: "AKIA",
      AWS_ENDPOINT_URL: "http://127.0.0.1",
      AWS_REGION: "eu-west-2",
      TF_WORKSPACE: "blue",
      TF_VAR_owner: "me",
    });
    expect(env).toEqual({
      PATH: "/bin",
      TF_VAR_owner: "me",
      AWS_REGION: "eu-west-2",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
    });
  });

  test("lifts the account guard on every provider block, and keeps the state local", () => {
    expect(offline.override(stack([provider("000000000000"), provider("111111111111", "us")]))).toMatchObject({
      terraform: { backend: { local: {} } },
      provider: {
        aws: [
          { skip_requesting_account_id: true, allowed_account_ids: [] },
          { alias: "us", skip_requesting_account_id: true, allowed_account_ids: [] },
        ],
      },
    });
  });

  test("leaves a stack without the AWS provider without one", () => {
    expect(offline.override(stack([]))).not.toHaveProperty("provider");
  });
});

describe("aws", () => {
  const aws = targetNamed("aws");

  test("changes neither the environment nor the stack", () => {
    const env = { AWS_PROFILE: "prod" };
    expect(aws.environment(env)).toEqual(env);
    expect(aws.override(stack([provider("111111111111")]))).toBeUndefined();
  });

  test("refuses the placeholder account on any provider block, and no other", () => {
    const mixed = stack([provider("111111111111"), provider("000000000000", "us")]);
    expect(() => {
      aws.preflight(mixed);
    }).toThrow(/"accountId" in the context of cdktf.json, or CHARGEBACK_ACCOUNT_ID/);
    aws.preflight(stack([provider("111111111111")]));
  });
});

test("an unknown target is named together with the known ones", () => {
  expect(() => targetNamed("azure")).toThrow('There is no target "azure". Choose one of: aws, offline.');
});
