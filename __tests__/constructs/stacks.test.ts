import { describe, expect, test } from "@jest/globals";
import { awsEnvironment, StateBucketStack } from "../../constructs";
import { allTags, environment, tags, testApp, testStack } from "./support/stack";
import { address, policyOf, synth, the } from "./support/synthesized";

describe("ChargebackStack", () => {
  test("is held to one account and Region, tags by default, and keeps its state locked and encrypted in S3", () => {
    const { provider, terraform } = synth(testStack());
    expect(provider["aws"]).toEqual([
      { region: "eu-west-2", allowed_account_ids: ["111122223333"], default_tags: [{ tags: allTags }] },
    ]);
    expect(terraform.backend).toEqual({
      s3: {
        bucket: "state-of-tests",
        key: "Test/terraform.tfstate",
        region: "eu-west-2",
        encrypt: true,
        use_lockfile: true,
      },
    });
    expect(terraform.required_version).toBe(">= 1.10.0");
  });
});

describe("StateBucketStack", () => {
  const stack = () =>
    new StateBucketStack(testApp(), "StateBucket", { environment, tags, stateBucket: "state-of-tests" });
  const synthesized = synth(stack());
  const bucket = `\${${address(synthesized, "aws_s3_bucket", "Bucket")}.id}`;

  test("is recognised by the command line, and its backend is the bucket it makes", () => {
    const rendered = stack().toTerraform() as { "//": { chargeback: unknown } };
    expect(rendered["//"].chargeback).toEqual({
      role: "state-bucket",
      bucket: "state-of-tests",
      region: "eu-west-2",
      key: "StateBucket/terraform.tfstate",
    });
    expect(synthesized.terraform.backend["s3"]).toMatchObject({
      bucket: "state-of-tests",
      key: "StateBucket/terraform.tfstate",
      use_lockfile: true,
    });
  });

  test("the bucket is tagged and cannot be destroyed by accident", () => {
    expect(the(synthesized, "aws_s3_bucket", "Bucket")).toEqual({
      bucket: "state-of-tests",
      tags: allTags,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("it is versioned, encrypted and never public", () => {
    expect(the(synthesized, "aws_s3_bucket_versioning")).toEqual({
      bucket,
      versioning_configuration: { status: "Enabled" },
    });
    expect(the(synthesized, "aws_s3_bucket_server_side_encryption_configuration")).toEqual({
      bucket,
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
    });
    expect(the(synthesized, "aws_s3_bucket_public_access_block")).toEqual({
      bucket,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("it is reached over TLS only", () => {
    const arn = `\${${address(synthesized, "aws_s3_bucket", "Bucket")}.arn}`;
    expect(policyOf(the(synthesized, "aws_s3_bucket_policy")["policy"]).Statement).toEqual([
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });
});

test.each([
  ["eu-west-2", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
])("the partition of %s is %s", (region, partition) => {
  expect(awsEnvironment("111122223333", region).partition).toBe(partition);
});
