import * as sdk from "@aws-sdk/client-s3";
import type { Context } from "../../context";
import { modelled } from "../../protocol/aws-error";
import { slice } from "../../slice";

/** One version of an object, or a marker that it was deleted. */
export interface Version {
  /** `null` where the bucket kept no versions when it was written. */
  readonly id: string;
  readonly modifiedAt: string;
  /** Absent for a delete marker. */
  readonly content?: Content;
}

export interface Content {
  /** The name of its bytes among the blobs. */
  readonly blob: string;
  readonly size: number;
  /** With its quotation marks, as S3 gives it. */
  readonly etag: string;
  /** By the member's name: `{ ChecksumCRC32: "..." }`. */
  readonly checksums: Readonly<Record<string, string>>;
  /** Given when it was put, given back when it is got: `{ ContentType: "..." }`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What a sub-resource of a bucket holds, as it was put. */
export interface BucketSettings {
  tags?: { Key: string; Value: string }[];
  policy?: string;
  encryption?: EncryptionRule[];
  versioning?: "Enabled" | "Suspended";
  publicAccessBlock?: PublicAccessBlock;
}
export interface EncryptionRule {
  algorithm: sdk.ServerSideEncryption;
  kmsKeyId?: string;
  bucketKey: boolean;
}
export interface PublicAccessBlock {
  BlockPublicAcls: boolean;
  IgnorePublicAcls: boolean;
  BlockPublicPolicy: boolean;
  RestrictPublicBuckets: boolean;
}

export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly createdAt: string;
  readonly settings: BucketSettings;
  /** The newest version first. */
  readonly objects: Record<string, Version[]>;
}

interface S3State {
  readonly buckets: Record<string, Bucket>;
}

export const s3Slice = slice("s3", (): S3State => ({ buckets: {} }));

/** The bucket of that name, or NoSuchBucket. */
export function bucketOf(name: string, { state }: Pick<Context, "state">): Bucket {
  const bucket = state(s3Slice).buckets[name];
  if (!bucket) throw modelled(sdk.NoSuchBucket, "The specified bucket does not exist");
  return bucket;
}
