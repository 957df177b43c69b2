import * as sdk from "@aws-sdk/client-s3";
import { assumed, belief, sourced } from "../../belief";
import { AwsError, modelled } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { notFound } from "./conditions";
import { bucketOf, s3Slice } from "./state";

belief(
  "S3",
  "A new bucket blocks public access in all four ways and encrypts with keys of S3.",
  sourced("https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-overview.html"),
);
belief(
  "S3",
  "CreateBucket of a bucket that is one's own answers BucketAlreadyOwnedByYou, but in us-east-1, where it succeeds.",
  sourced("https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html#API_CreateBucket_Errors"),
);
belief(
  "S3",
  "A location that is not the request's Region is an IllegalLocationConstraintException.",
  assumed("its message"),
);
belief(
  "S3",
  "A bucket with an object, a version or a delete marker cannot be deleted: BucketNotEmpty.",
  sourced("https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html"),
);

/** AWS's first Region: a bucket there has no location constraint. */
const classic = "us-east-1";

const everyPublicAccess = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** Buckets themselves. */
export const buckets = {
  CreateBucket: ({ Bucket, CreateBucketConfiguration, ObjectLockEnabledForBucket }, { region, clock, state }) => {
    if (ObjectLockEnabledForBucket) throw new AwsError("NotImplemented", 501, "Local AWS has no object lock.");
    const location = CreateBucketConfiguration?.LocationConstraint ?? classic;
    if (location !== region)
      throw new AwsError(
        "IllegalLocationConstraintException",
        400,
        `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
      );
    const { buckets } = state(s3Slice);
    if (!buckets[Bucket]) {
      const tags = CreateBucketConfiguration?.Tags;
      const settings = { publicAccessBlock: everyPublicAccess, ...(tags && { tags }) };
      buckets[Bucket] = { name: Bucket, region, createdAt: clock.now().toISOString(), settings, objects: {} };
    } else if (region !== classic) {
      const message = "Your previous request to create the named bucket succeeded and you already own it.";
      throw modelled(sdk.BucketAlreadyOwnedByYou, message);
    }
    return { Location: region === classic ? `/${Bucket}` : `http://${Bucket}.s3.amazonaws.com/` };
  },

  HeadBucket: ({ Bucket }, { state }) => {
    const bucket = state(s3Slice).buckets[Bucket];
    if (!bucket) throw notFound();
    return { BucketRegion: bucket.region };
  },

  GetBucketLocation: ({ Bucket }, context) => {
    const { region } = bucketOf(Bucket, context);
    return region === classic ? {} : { LocationConstraint: region as sdk.BucketLocationConstraint };
  },

  ListBuckets: (_input, { state }) => ({
    Owner: { ID: ownerId },
    Buckets: Object.values(state(s3Slice).buckets).map(({ name, region, createdAt }) => ({
      ...{ Name: name, BucketRegion: region, CreationDate: new Date(createdAt) },
    })),
  }),

  DeleteBucket: ({ Bucket }, context) => {
    const { objects } = bucketOf(Bucket, context);
    if (Object.keys(objects).length > 0)
      throw new AwsError("BucketNotEmpty", 409, "The bucket you tried to delete is not empty");
    Reflect.deleteProperty(context.state(s3Slice).buckets, Bucket);
    return {};
  },
} satisfies Handlers<typeof sdk>;

/** The account's canonical user. */
export const ownerId = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
