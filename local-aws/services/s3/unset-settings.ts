import type * as sdk from "@aws-sdk/client-s3";
import type { Handlers } from "../../service";
import { ownerId } from "./buckets";
import { missing } from "./not-set";
import { bucketOf } from "./state";

/** Sub-resources that the provider reads of every bucket, and that no bucket here has set. */
export const unsetSettings = {
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
