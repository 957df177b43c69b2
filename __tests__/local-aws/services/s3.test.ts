import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetBucketWebsiteCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  DeletePublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "@jest/globals";
import { clientOf, runLocalAws } from "../support/run-local-aws";

const Bucket = "state";
const Key = "news/terraform.tfstate";

/** A client, and a bucket that is there. */
async function withBucket() {
  const aws = await runLocalAws();
  const s3 = new S3Client({ ...clientOf(aws), forcePathStyle: true });
  const CreateBucketConfiguration = { LocationConstraint: "eu-west-2" as const };
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  return { aws, s3 };
}

const versioned = new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } });

describe("a bucket", () => {
  test("is where it was asked for, once", async () => {
    const { s3 } = await withBucket();
    expect((await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe("eu-west-2");
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe("eu-west-2");
    expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
    const CreateBucketConfiguration = { LocationConstraint: "eu-west-2" as const };
    const again = s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
    await expect(again).rejects.toMatchObject({ name: "BucketAlreadyOwnedByYou", $metadata: { httpStatusCode: 409 } });
    const elsewhere = { Bucket: "other", CreateBucketConfiguration: { LocationConstraint: "us-west-2" as const } };
    await expect(s3.send(new CreateBucketCommand(elsewhere))).rejects.toMatchObject({
      name: "IllegalLocationConstraintException",
    });
  });

  test("that is not there is told by its code, and by 404 alone where there is no body", async () => {
    const { s3 } = await withBucket();
    await expect(s3.send(new GetBucketAclCommand({ Bucket: "nowhere" }))).rejects.toMatchObject({
      name: "NoSuchBucket",
      $metadata: { httpStatusCode: 404 },
    });
    await expect(s3.send(new HeadBucketCommand({ Bucket: "nowhere" }))).rejects.toMatchObject({ name: "NotFound" });
  });

  test.each([
    [new GetBucketTaggingCommand({ Bucket }), "NoSuchTagSet"],
    [new GetBucketPolicyCommand({ Bucket }), "NoSuchBucketPolicy"],
    [new GetBucketCorsCommand({ Bucket }), "NoSuchCORSConfiguration"],
    [new GetBucketWebsiteCommand({ Bucket }), "NoSuchWebsiteConfiguration"],
    [new GetBucketLifecycleConfigurationCommand({ Bucket }), "NoSuchLifecycleConfiguration"],
    [new GetBucketReplicationCommand({ Bucket }), "ReplicationConfigurationNotFoundError"],
    [new GetObjectLockConfigurationCommand({ Bucket }), "ObjectLockConfigurationNotFoundError"],
  ])("says of a sub-resource that is not set: %#", async (command, name) => {
    const { s3 } = await withBucket();
    await expect(s3.send(command as GetBucketTaggingCommand)).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 404 },
    });
  });

  test("has the sub-resources of a new bucket", async () => {
    const { s3 } = await withBucket();
    const acl = await s3.send(new GetBucketAclCommand({ Bucket }));
    expect(acl.Grants).toEqual([{ Grantee: { Type: "CanonicalUser", ID: acl.Owner?.ID }, Permission: "FULL_CONTROL" }]);
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    expect((await s3.send(new GetBucketRequestPaymentCommand({ Bucket }))).Payer).toBe("BucketOwner");
    const encrypted = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(encrypted.ServerSideEncryptionConfiguration?.Rules).toEqual([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false },
    ]);
    const block = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(block.PublicAccessBlockConfiguration?.BlockPublicAcls).toBe(true);
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await expect(s3.send(new GetPublicAccessBlockCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchPublicAccessBlockConfiguration",
    });
  });

  test("gives back what was put into its sub-resources", async () => {
    const { s3 } = await withBucket();
    const TagSet = [{ Key: "Project", Value: "news & more <€>" }];
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(TagSet);
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
    await expect(s3.send(new PutBucketPolicyCommand({ Bucket, Policy: "{" }))).rejects.toMatchObject({
      name: "MalformedPolicy",
    });
    const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const }, BucketKeyEnabled: true };
    const ServerSideEncryptionConfiguration = { Rules: [rule] };
    await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
    expect(await s3.send(new GetBucketEncryptionCommand({ Bucket }))).toMatchObject({
      ServerSideEncryptionConfiguration,
    });
  });

  test("goes only when it is empty, of old versions too", async () => {
    const { s3 } = await withBucket();
    await s3.send(versioned);
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "1" }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: "BucketNotEmpty" });
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
    const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toHaveLength(2);
    await s3.send(new DeleteBucketCommand({ Bucket }));
    await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: "NotFound" });
  });
});

describe("an object", () => {
  test("comes back as it was put", async () => {
    const { s3 } = await withBucket();
    const Metadata = { serial: "7" };
    const put = new PutObjectCommand({ Bucket, Key, Body: '{"version":4}', ContentType: "application/json", Metadata });
    const { ETag } = await s3.send(put);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
    expect(await got.Body?.transformToString()).toBe('{"version":4}');
    expect(got).toMatchObject({ ETag, ContentType: "application/json", ContentLength: 13, Metadata });
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ ETag, ContentLength: 13 });
    const unchanged = s3.send(new GetObjectCommand({ Bucket, Key, IfNoneMatch: ETag }));
    await expect(unchanged).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  });

  test("that is not there is NoSuchKey, and NotFound to a HEAD", async () => {
    const { s3 } = await withBucket();
    await expect(s3.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: "NoSuchKey" });
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: "NotFound" });
    expect(await s3.send(new DeleteObjectCommand({ Bucket, Key }))).toMatchObject({
      $metadata: { httpStatusCode: 204 },
    });
  });

  test.each(["CRC32", "SHA1", "SHA256"] as const)("is refused where its %s is another", async (algorithm) => {
    const { s3 } = await withBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "whole", ChecksumAlgorithm: algorithm }));
    const wrong = { [`Checksum${algorithm}`]: Buffer.from("not the checksum").toString("base64") };
    const put = s3.send(new PutObjectCommand({ Bucket, Key, Body: "other", ...wrong }));
    await expect(put).rejects.toMatchObject({ name: "BadDigest" });
    expect(await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()).toBe("whole");
  });

  test("is refused, not half done, where it asks for what is not here", async () => {
    const { s3 } = await withBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "whole" }));
    const tagged = s3.send(new PutObjectCommand({ Bucket, Key, Body: "other", Tagging: "a=b" }));
    await expect(tagged).rejects.toMatchObject({ name: "NotImplemented", $metadata: { httpStatusCode: 501 } });
  });

  test.each([
    ["bytes=0-1", "01", "bytes 0-1/10"],
    ["bytes=8-", "89", "bytes 8-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=5-5242879", "56789", "bytes 5-9/10"],
  ])("comes in part for %s", async (Range, part, ContentRange) => {
    const { s3 } = await withBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "0123456789" }));
    const got = await s3.send(new GetObjectCommand({ Bucket, Key, Range }));
    expect(await got.Body?.transformToString()).toBe(part);
    expect(got).toMatchObject({ ContentRange, ContentLength: part.length, $metadata: { httpStatusCode: 206 } });
    const after = s3.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=10-" }));
    await expect(after).rejects.toMatchObject({ name: "InvalidRange", $metadata: { httpStatusCode: 416 } });
  });

  test("keeps its versions where the bucket does", async () => {
    const { s3 } = await withBucket();
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "before" }));
    await s3.send(versioned);
    const first = await s3.send(new PutObjectCommand({ Bucket, Key, Body: "1" }));
    const second = await s3.send(new PutObjectCommand({ Bucket, Key, Body: "2" }));
    expect(first.VersionId).not.toBe(second.VersionId);
    const { VersionId: marker, DeleteMarker } = await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    expect(DeleteMarker).toBe(true);
    await expect(s3.send(new GetObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: "NoSuchKey" });
    const old = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId: first.VersionId }));
    expect(await old.Body?.transformToString()).toBe("1");
    const { Versions } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions?.map(({ VersionId }) => VersionId)).toEqual([second.VersionId, first.VersionId, "null"]);
    await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: marker }));
    expect(await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()).toBe("2");
  });
});

describe("a write on a condition", () => {
  test("has one winner of eight, in each of 25 rounds", async () => {
    const { s3 } = await withBucket();
    for (let round = 0; round < 25; round++) {
      const lock = `${Key}.${round}.tflock`;
      const race = Array.from({ length: 8 }, (_, Body) =>
        s3.send(new PutObjectCommand({ Bucket, Key: lock, Body: String(Body), IfNoneMatch: "*" })),
      );
      const outcomes = await Promise.allSettled(race);
      const lost = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as Error] : []));
      expect(lost.map(({ name }) => name)).toEqual(Array<string>(7).fill("PreconditionFailed"));
      const winner = outcomes.findIndex(({ status }) => status === "fulfilled");
      const held = await s3.send(new GetObjectCommand({ Bucket, Key: lock }));
      expect(await held.Body?.transformToString()).toBe(String(winner));
    }
  });

  test("replaces only what it knows", async () => {
    const { s3 } = await withBucket();
    const missing = s3.send(new PutObjectCommand({ Bucket, Key, Body: "1", IfMatch: '"0"' }));
    await expect(missing).rejects.toMatchObject({ name: "NoSuchKey" });
    const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: "1" }));
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "2", IfMatch: ETag }));
    const late = s3.send(new PutObjectCommand({ Bucket, Key, Body: "3", IfMatch: ETag }));
    await expect(late).rejects.toMatchObject({ name: "PreconditionFailed", $metadata: { httpStatusCode: 412 } });
    const again = await s3.send(new PutObjectCommand({ Bucket, Key: "gone", Body: "1" }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "gone" }));
    expect(again.ETag).toBe(
      (await s3.send(new PutObjectCommand({ Bucket, Key: "gone", Body: "1", IfNoneMatch: "*" }))).ETag,
    );
  });
});

describe("a list", () => {
  const keys = ["a", "env:/one/x", "env:/two/x", "env:/two/y", "z/é"];

  async function withObjects() {
    const { s3 } = await withBucket();
    for (const key of [...keys].reverse()) await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: "1" }));
    return s3;
  }

  test("goes on from page to page, in order, each key once", async () => {
    const s3 = await withObjects();
    const seen: string[] = [];
    for (let ContinuationToken: string | undefined, more = true; more;) {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2, ContinuationToken }));
      seen.push(...(page.Contents ?? []).map((each) => each.Key ?? ""));
      ContinuationToken = page.NextContinuationToken;
      more = page.IsTruncated ?? false;
    }
    expect(seen).toEqual(keys);
  });

  test("folds what has a delimiter after the prefix", async () => {
    const s3 = await withObjects();
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "env:/", Delimiter: "/" }));
    expect(page.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(["env:/one/", "env:/two/"]);
    expect(page).toMatchObject({ KeyCount: 2, IsTruncated: false });
    expect(page.Contents ?? []).toEqual([]);
  });
});
