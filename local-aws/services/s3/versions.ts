import type { Context } from "../../context";
import { belief, sourced } from "../../belief";
import type { Bucket, Content, Version } from "./state";

belief(
  "S3",
  "Where versioning is off or suspended, a write replaces the version whose id is null.",
  sourced("https://docs.aws.amazon.com/AmazonS3/latest/userguide/AddingObjectstoVersionSuspendedBuckets.html"),
);

type Keeper = Pick<Context, "clock" | "id" | "blobs">;

const noVersion = "null";

/** What an object holds now: nothing where its newest version is a delete marker. */
export const currentOf = ({ objects }: Bucket, key: string): Content | undefined => objects[key]?.[0]?.content;

/** Puts a version on top; without content it is a delete marker. */
export function addVersion(bucket: Bucket, key: string, content: Content | undefined, keeper: Keeper): Version {
  const { clock, id } = keeper;
  const version = {
    id: bucket.settings.versioning === "Enabled" ? id(32, "lower") : noVersion,
    modifiedAt: clock.now().toISOString(),
    ...(content && { content }),
  };
  const before = bucket.objects[key] ?? [];
  const replaced = before.filter(({ id: each }) => each === version.id);
  forget(replaced, keeper);
  bucket.objects[key] = [version, ...before.filter((each) => !replaced.includes(each))];
  return version;
}

export interface Removed {
  readonly DeleteMarker?: true;
  readonly VersionId?: string;
}

/** What S3 answers to a DELETE, which is never an error: what is not there is as good as deleted. */
export function removeVersion(bucket: Bucket, key: string, versionId: string | undefined, keeper: Keeper): Removed {
  if (versionId === undefined && bucket.settings.versioning !== undefined) {
    const marker = addVersion(bucket, key, undefined, keeper);
    return { DeleteMarker: true, VersionId: marker.id };
  }
  const versions = bucket.objects[key] ?? [];
  const [removed, left] = partition(versions, ({ id }) => id === (versionId ?? noVersion));
  forget(removed, keeper);
  if (left.length > 0) bucket.objects[key] = left;
  else Reflect.deleteProperty(bucket.objects, key);
  if (versionId === undefined) return {};
  return { VersionId: versionId, ...(removed.some(({ content }) => !content) && { DeleteMarker: true }) };
}

function forget(versions: readonly Version[], { blobs }: Keeper): void {
  for (const { content } of versions) if (content) blobs.remove(content.blob);
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
