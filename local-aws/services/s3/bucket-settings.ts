import type * as sdk from "@aws-sdk/client-s3";
import { belief, sourced } from "../../belief";
import { AwsError } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { ownerId } from "./buckets";
import { bucketOf } from "./state";

belief(
  "S3",
  "A sub-resource that is not set answers 404 with a code of its own.",
  sourced("https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList"),
);
belief(
  "S3",
  "A bucket without an encryption of its own answers AES256 without a bucket key.",
  sourced("https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html"),
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

function missing(setting: keyof typeof notSet, bucket: string): AwsError {
  const [code, message] = notSet[setting];
  return new AwsError(code, 404, message, { BucketName: bucket });
}

/** Sub-resources that can be put, got and deleted. */
export const bucketSettings = {
  PutBucketTagging: ({ Bucket, Tagging }, context) => {
    bucketOf(Bucket, context).settings.tags = Tagging.TagSet;
    return {};
  },
  GetBucketTagging: ({ Bucket }, context) => {
    const { tags } = bucketOf(Bucket, context).settings;
    if (!tags || tags.length === 0) throw missing("tags", Bucket);
    return { TagSet: tags };
  },
  DeleteBucketTagging: ({ Bucket }, context) => {
    delete bucketOf(Bucket, context).settings.tags;
    return {};
  },

  PutBucketPolicy: ({ Bucket, Policy }, context) => {
    const { settings } = bucketOf(Bucket, context);
    if (!isJsonObject(Policy))
      throw new AwsError("MalformedPolicy", 400, "This policy contains invalid Json", { BucketName: Bucket });
    settings.policy = Policy;
    return {};
  },
  GetBucketPolicy: ({ Bucket }, context) => {
    const { policy } = bucketOf(Bucket, context).settings;
    if (policy === undefined) throw missing("policy", Bucket);
    return { Policy: policy };
  },
  DeleteBucketPolicy: ({ Bucket }, context) => {
    delete bucketOf(Bucket, context).settings.policy;
    return {};
  },

  PutBucketEncryption: ({ Bucket, ServerSideEncryptionConfiguration: { Rules } }, context) => {
    bucketOf(Bucket, context).settings.encryption = Rules.map((rule) => {
      const { SSEAlgorithm = "AES256", KMSMasterKeyID } = rule.ApplyServerSideEncryptionByDefault ?? {};
      const key = KMSMasterKeyID === undefined ? {} : { kmsKeyId: KMSMasterKeyID };
      return { algorithm: SSEAlgorithm, bucketKey: rule.BucketKeyEnabled ?? false, ...key };
    });
    return {};
  },
  GetBucketEncryption: ({ Bucket }, context) => {
    const { encryption = [{ algorithm: "AES256" as const, bucketKey: false }] } = bucketOf(Bucket, context).settings;
    const Rules = encryption.map(({ algorithm, kmsKeyId, bucketKey }) => ({
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, KMSMasterKeyID: kmsKeyId },
      BucketKeyEnabled: bucketKey,
    }));
    return { ServerSideEncryptionConfiguration: { Rules } };
  },
  DeleteBucketEncryption: ({ Bucket }, context) => {
    delete bucketOf(Bucket, context).settings.encryption;
    return {};
  },

  PutBucketVersioning: ({ Bucket, VersioningConfiguration: { Status } }, context) => {
    const { settings } = bucketOf(Bucket, context);
    if (Status !== undefined) settings.versioning = Status;
    return {};
  },
  GetBucketVersioning: ({ Bucket }, context) => ({ Status: bucketOf(Bucket, context).settings.versioning }),

  PutPublicAccessBlock: ({ Bucket, PublicAccessBlockConfiguration: block }, context) => {
    bucketOf(Bucket, context).settings.publicAccessBlock = {
      BlockPublicAcls: block.BlockPublicAcls ?? false,
      IgnorePublicAcls: block.IgnorePublicAcls ?? false,
      BlockPublicPolicy: block.BlockPublicPolicy ?? false,
      RestrictPublicBuckets: block.RestrictPublicBuckets ?? false,
    };
    return {};
  },
  GetPublicAccessBlock: ({ Bucket }, context) => {
    const { publicAccessBlock } = bucketOf(Bucket, context).settings;
    if (!publicAccessBlock) throw missing("publicAccessBlock", Bucket);
    return { PublicAccessBlockConfiguration: publicAccessBlock };
  },
  DeletePublicAccessBlock: ({ Bucket }, context) => {
    delete bucketOf(Bucket, context).settings.publicAccessBlock;
    return {};
  },
} satisfies Handlers<typeof sdk>;

/** Sub-resources that the provider reads of every bucket, and that no bucket here has set. */
export const settingsNeverSet = {
  GetBucketAcl: ({ Bucket }, context) => {
    bucketOf(Bucket, context);
    const owner = { Type: "CanonicalUser" as const, ID: ownerId };
    return { Owner: { ID: ownerId }, Grants: [{ Grantee: owner, Permission: "FULL_CONTROL" }] };
  },
  GetBucketAccelerateConfiguration: ({ Bucket }, context) => {
    bucketOf(Bucket, context);
    return {};
  },
  GetBucketLogging: ({ Bucket }, context) => {
    bucketOf(Bucket, context);
    return {};
  },
  GetBucketRequestPayment: ({ Bucket }, context) => {
    bucketOf(Bucket, context);
    return { Payer: "BucketOwner" };
  },
  GetBucketCors: ({ Bucket }, context) => {
    bucketOf(Bucket, context);
    throw missing("cors", Bucket);
  },
  GetBucketWebsite: ({ Bucket }, context) => {
    bucketOf(Bucket, context);
    throw missing("website", Bucket);
  },
  GetBucketLifecycleConfiguration: ({ Bucket }, context) => {
    bucketOf(Bucket, context);
    throw missing("lifecycle", Bucket);
  },
  GetBucketReplication: ({ Bucket }, context) => {
    bucketOf(Bucket, context);
    throw missing("replication", Bucket);
  },
  GetObjectLockConfiguration: ({ Bucket }, context) => {
    bucketOf(Bucket, context);
    throw missing("objectLock", Bucket);
  },
} satisfies Handlers<typeof sdk>;

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
