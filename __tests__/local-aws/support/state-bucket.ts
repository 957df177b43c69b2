import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import type { LocalAws } from "../../../local-aws/local-aws";
import { clientOf } from "./run-local-aws";

/** Makes the bucket that stacks of the tests keep their state in. */
export async function withStateBucket(aws: LocalAws): Promise<void> {
  const s3 = new S3Client({ ...clientOf(aws), forcePathStyle: true });
  const Bucket = "state-of-tests";
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-2" } }));
}
