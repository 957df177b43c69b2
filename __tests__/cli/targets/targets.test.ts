import { describe, expect, test } from "@jest/globals";
import type { Context } from "../../../cli/context";
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
  s3Backend: undefined,
});
const provider = (accountId: string, alias?: string): SynthesizedStack["awsProviders"][number] => ({
  alias,
  region: undefined,
  allowedAccountIds: [accountId],
  endpoints: [],
});
const contextWith = (env: NodeJS.ProcessEnv): Context => ({ env }) as Context;

describe("offline", () => {
  const offline = targetNamed("offline");

  test("gives Terraform nothing of the user's AWS environment but the region", () => {
    const env = offline.environment(
      contextWith({
        PATH: "/bin",
        AWS_PROFILE: "prod",
        AWS_ACCESS_KEY_ID: "AKIA",
        AWS_ENDPOINT_URL: "http://127.0.0.1",
        TF_AWS_S3_ENDPOINT: "http://127.0.0.1",
        AWS_REGION: "eu-west-2",
        TF_WORKSPACE: "blue",
        TF_VAR_owner: "me",
      }),
      stack([]),
    );
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
    expect(aws.environment(contextWith(env), stack([]))).toEqual(env);
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

describe("local", () => {
  const local = targetNamed("local");
  const withEndpoint = (address: string) => stack([{ ...provider("111111111111"), endpoints: [address] }]);

  test.each(["https://sts.amazonaws.com", "http://10.0.0.1:4566", "http://127.0.0.1.example.com", "${var.endpoint}"])(
    "refuses a stack whose provider or backend names the endpoint %s",
    (address) => {
      const s3Backend = { bucket: "state", region: "eu-west-2", endpoints: [address] };
      for (const each of [withEndpoint(address), { ...stack([]), s3Backend }])
        expect(() => {
          local.preflight(each);
        }).toThrow(`names the endpoint "${address}", which is not on this machine`);
    },
  );

  test.each(["http://127.0.0.1:4566", "http://localhost:4566", "http://[::1]:4566"])("lets %s be named", (address) => {
    local.preflight(withEndpoint(address));
  });

  test.each(["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_BEDROCK_AGENT", "AWS_S3_ENDPOINT", "TF_AWS_STS_ENDPOINT"])(
    "refuses a %s of the user's that leads elsewhere, before anything is started",
    async (name) => {
      const environment = local.environment(contextWith({ [name]: "https://aws.example.com" }), stack([]));
      await expect(environment).rejects.toThrow(`${name} is "https://aws.example.com", which is not on this machine`);
    },
  );

  test("changes nothing of the stack", () => {
    expect(local.override(stack([provider("111111111111")]))).toBeUndefined();
  });
});

test("an unknown target is named together with the known ones", () => {
  expect(() => targetNamed("azure")).toThrow('There is no target "azure". Choose one of: aws, local, offline.');
});
