import { belief, sourced } from "../../belief";
import { AwsError } from "../../protocol/aws-error";

belief(
  "S3",
  "A sub-resource that is not set answers 404 with a code of its own.",
  sourced("https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList"),
);
/** What a bucket is without: S3's codes and messages, each with 404. */
const notSet = {
  tags: ["NoSuchTagSet", "The TagSet does not exist"],
  policy: ["NoSuchBucketPolicy", "The bucket policy does not exist"],
  publicAccessBlock: ["NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found"],
  cors: ["NoSuchCORSConfiguration", "The CORS configuration does not exist"],
  website: ["NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration"],
  lifecycle: ["NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"],
  replication: ["ReplicationConfigurationNotFoundError", "The replication configuration was not found"],
  objectLock: ["ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket"],
} as const;

/** The error for a sub-resource that is not set. */
export function missing(setting: keyof typeof notSet, bucket: string): AwsError {
  const [code, message] = notSet[setting];
  return new AwsError(code, 404, message, { BucketName: bucket });
}
