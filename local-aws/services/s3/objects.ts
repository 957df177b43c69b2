import { createHash } from "node:crypto";
import * as sdk from "@aws-sdk/client-s3";
import { belief, sourced } from "../../belief";
import type { Context } from "../../context";
import { AwsError } from "../../protocol/aws-error";
import type { Handlers } from "../../service";
import { checkedChecksums } from "./checksums";
import { checkRead, checkWrite, noSuchKey, notFound } from "./conditions";
import { rangeOf } from "./ranges";
import { addVersion, currentOf, removeVersion } from "./versions";
import { type Bucket, bucketOf, type Version } from "./state";

belief(
  "S3",
  "A DELETE of a missing object succeeds; in a versioned bucket it adds a delete marker.",
  sourced("https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html"),
);

/** Members of a put whose values come back with a get. */
const kept = [
  "CacheControl",
  "ContentDisposition",
  "ContentEncoding",
  "ContentLanguage",
  "ContentType",
  "StorageClass",
] as const;

export const objects = {
  PutObject: (input, context) => {
    const { Bucket, Key, Body = Buffer.alloc(0), Metadata = {} } = input;
    refuse(input, ["SSECustomerKey", "WriteOffsetBytes", "ObjectLockMode", "ObjectLockLegalHoldStatus", "Tagging"]);
    const bucket = bucketOf(Bucket, context);
    checkWrite(input, currentOf(bucket, Key));
    const checksums = checkedChecksums(input, Body);
    const etag = `"${createHash("md5").update(Body).digest("hex")}"`;
    const headers = Object.fromEntries(
      kept.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name]]])),
    );
    const blob = context.blobs.write(Body);
    const content = { blob, size: Body.byteLength, etag, checksums, headers, metadata: Metadata };
    const version = addVersion(bucket, Key, content, context);
    return { ETag: etag, ...checksums, ...encryptionOf(bucket), ...versionOf(bucket, version) };
  },

  GetObject: (input, context) => {
    refuse(input, ["PartNumber", "SSECustomerKey", "IfModifiedSince", "IfUnmodifiedSince"]);
    const { output, content } = describe(input, context);
    const whole = context.blobs.read(content.blob);
    const checksums = input.ChecksumMode === "ENABLED" ? content.checksums : {};
    const range = rangeOf(input.Range, content.size);
    if (!range) return { ...output, ...checksums, Body: whole };
    // The checksums are of the whole.
    const Body = whole.subarray(range.first, range.last + 1);
    const ContentRange = `bytes ${range.first}-${range.last}/${content.size}`;
    return { ...output, Body, ContentRange, ContentLength: Body.length };
  },

  HeadObject: (input, context) => {
    refuse(input, ["Range", "PartNumber", "SSECustomerKey", "IfModifiedSince", "IfUnmodifiedSince"]);
    try {
      const { output, content } = describe(input, context);
      return { ...output, ...(input.ChecksumMode === "ENABLED" && content.checksums) };
    } catch (error) {
      // A HEAD has no body that could say which: bucket and key are both just not found.
      if (error instanceof sdk.NoSuchKey || error instanceof sdk.NoSuchBucket) throw notFound();
      throw error;
    }
  },

  DeleteObject: (input, context) => {
    const { Bucket, Key, VersionId } = input;
    const bucket = bucketOf(Bucket, context);
    if (input.IfMatch !== undefined) checkWrite({ IfMatch: input.IfMatch }, currentOf(bucket, Key));
    return removeVersion(bucket, Key, VersionId, context);
  },

  DeleteObjects: ({ Bucket, Delete: { Objects, Quiet } }, context) => {
    const bucket = bucketOf(Bucket, context);
    const Deleted = Objects.map(({ Key, VersionId }) => {
      const removed = removeVersion(bucket, Key, VersionId, context);
      const marker =
        removed.DeleteMarker && VersionId === undefined ? { DeleteMarkerVersionId: removed.VersionId } : {};
      return { Key, VersionId, ...(removed.DeleteMarker && { DeleteMarker: true }), ...marker };
    });
    return Quiet ? {} : { Deleted };
  },
} satisfies Handlers<typeof sdk>;

interface Asked {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/** The headers of an object, and what is in it. */
function describe(input: Asked, context: Context) {
  const bucket = bucketOf(input.Bucket, context);
  const version = findVersion(bucket, input);
  const { content } = version;
  if (!content) throw noSuchKey();
  checkRead(input, content);
  const output = {
    ...content.headers,
    AcceptRanges: "bytes",
    ContentLength: content.size,
    ETag: content.etag,
    LastModified: new Date(version.modifiedAt),
    Metadata: content.metadata,
    ...encryptionOf(bucket),
    ...versionOf(bucket, version),
  };
  return { output, content };
}

function findVersion(bucket: Bucket, { Key, VersionId }: Asked): Version {
  const versions = bucket.objects[Key] ?? [];
  const found = VersionId === undefined ? versions[0] : versions.find(({ id }) => id === VersionId);
  if (found) return found;
  if (VersionId === undefined) throw noSuchKey();
  throw new AwsError("NoSuchVersion", 404, "The specified version does not exist.", { Key, VersionId });
}

function encryptionOf({ settings: { encryption } }: Bucket) {
  const [rule] = encryption ?? [];
  return { ServerSideEncryption: rule?.algorithm ?? "AES256", ...(rule?.kmsKeyId && { SSEKMSKeyId: rule.kmsKeyId }) };
}

const versionOf = ({ settings }: Bucket, { id }: Version) => (settings.versioning ? { VersionId: id } : {});

/** Refuses what would be ignored otherwise: an answer as if it had been done would be a lie. */
function refuse<T extends object>(input: T, members: readonly (keyof T & string)[]): void {
  const given = members.find((member) => input[member] !== undefined);
  if (given !== undefined) throw new AwsError("NotImplemented", 501, `Local AWS's S3 has no ${given}.`);
}
