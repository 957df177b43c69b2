import type * as sdk from "@aws-sdk/client-s3";
import { belief, sourced } from "../../belief";
import { AwsError } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { missing } from "./not-set";
import { bucketOf } from "./state";

belief(
  "S3",
  "A bucket without an encryption of its own answers AES256 without a bucket key.",
  sourced("https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html"),
);

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

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
