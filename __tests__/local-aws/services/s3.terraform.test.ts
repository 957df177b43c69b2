import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { expect, test } from "@jest/globals";
import type { LocalAws } from "../../../local-aws/local-aws";
import { withHandler } from "../../live/support/with-handler";
import { clientOf, runLocalAws } from "../support/run-local-aws";
import { terraformProject } from "../support/terraform-project";

const Bucket = "state";
const key = "news/terraform.tfstate";

const bucket = "${aws_s3_bucket.things.id}";
const configuration = {
  terraform: {
    backend: { s3: { bucket: Bucket, key, region: "eu-west-2", use_lockfile: true, encrypt: true } },
    required_providers: { aws: { source: "hashicorp/aws" } },
  },
  provider: { aws: [{ region: "eu-west-2" }] },
  variable: { team: { default: "news" } },
  data: { aws_caller_identity: { me: {} } },
  output: { account: { value: "${data.aws_caller_identity.me.account_id}" } },
  resource: {
    aws_s3_bucket: { things: { bucket: "things", tags: { Project: "news & co", Team: "${var.team}" } } },
    aws_s3_bucket_versioning: { things: { bucket, versioning_configuration: { status: "Enabled" } } },
    aws_s3_bucket_public_access_block: { things: { bucket, block_public_acls: true, block_public_policy: true } },
    aws_s3_bucket_server_side_encryption_configuration: {
      things: { bucket, rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }] },
    },
    aws_s3_bucket_policy: { things: { bucket, policy: '{"Version":"2012-10-17","Statement":[]}' } },
  },
};

/** A client of a local AWS that has the bucket for the state. */
async function withStateBucket(aws: LocalAws): Promise<S3Client> {
  const s3 = new S3Client({ ...clientOf(aws), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-2" } }));
  return s3;
}

test("Terraform keeps its state in a bucket and applies, plans empty, changes and destroys", async () => {
  const aws = await runLocalAws();
  const s3 = await withStateBucket(aws);
  const terraform = terraformProject(aws, configuration);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });
  const applied = await terraform("apply", "-auto-approve", "-input=false");
  expect(applied.output).toContain("Resources: 5 added, 0 changed, 0 destroyed");
  expect(applied.output).toContain('account = "111122223333"');
  expect((await terraform("plan", "-detailed-exitcode")).output).toContain("No changes");
  const changed = await terraform("apply", "-auto-approve", "-refresh=false", "-var=team=other");
  expect(changed.output).toContain("Resources: 0 added, 1 changed, 0 destroyed");
  const destroyed = await terraform("destroy", "-auto-approve", "-refresh=false");
  expect(destroyed.output).toContain("Resources: 5 destroyed");
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents?.map(({ Key }) => Key)).toEqual([key]);
});

test("Two applies at once: the second is refused with the lock's owner, and nothing of it is done", async () => {
  // The first holds its lock for as long as its bucket takes to be made.
  let makeBucket = (): void => undefined;
  const secondIsRefused = new Promise<void>((resolve) => (makeBucket = resolve));
  const held = withHandler("S3", "CreateBucket", (handler) => async (input, context) => {
    if ((input as { Bucket: string }).Bucket !== Bucket) await secondIsRefused;
    return handler(input, context);
  });
  const aws = await runLocalAws({ services: held });
  await withStateBucket(aws);
  const terraform = terraformProject(aws, configuration);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });
  const first = terraform("apply", "-auto-approve", "-input=false");
  await untilLocked(aws);
  const second = await terraform("apply", "-auto-approve", "-input=false", "-lock-timeout=0s");
  makeBucket();
  expect(second.exitCode).toBe(1);
  expect(second.output).toContain("Error acquiring the state lock");
  expect(second.output).toMatch(
    /Lock Info: ID: [0-9a-f-]{36} Path: state\/news\/terraform\.tfstate Operation: OperationTypeApply Who: \S+@\S+/,
  );
  expect((await first).output).toContain("Resources: 5 added");
});

/** Waits for the lock, the first object that is put. */
async function untilLocked({ requests }: LocalAws): Promise<void> {
  const isPut = () => requests.all().some(({ operation, status }) => operation === "PutObject" && status === 200);
  while (!isPut()) await sleep(100);
}
