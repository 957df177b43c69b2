import type * as sdk from "@aws-sdk/client-s3";
import { belief, sourced } from "../../belief";
import type { Handlers } from "../../service";
import { ownerId } from "./buckets";
import { type Bucket, bucketOf, type Content, type Version } from "./state";

belief(
  "S3",
  "Keys are listed in the order of their UTF-8 bytes; up to 1,000 keys and common prefixes at a time.",
  sourced("https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html"),
);

const pageLimit = 1000;

interface Entry {
  readonly key: string;
  readonly version: Version & { readonly content: Content };
}

export const listObjects = {
  ListObjectsV2: (input, context) => {
    const { Bucket, Prefix = "", Delimiter, MaxKeys = pageLimit, ContinuationToken, StartAfter } = input;
    const after = ContinuationToken === undefined ? StartAfter : fromToken(ContinuationToken);
    const entries = currentObjects(bucketOf(Bucket, context)).filter(({ key }) => key.startsWith(Prefix));
    const page = pageOf(entries, Prefix, Delimiter, after, Math.min(MaxKeys, pageLimit));
    return {
      ...{ Name: Bucket, Prefix, Delimiter, MaxKeys, StartAfter, ContinuationToken },
      KeyCount: page.contents.length + page.prefixes.length,
      IsTruncated: page.last !== undefined,
      ...(page.last !== undefined && { NextContinuationToken: toToken(page.last) }),
      Contents: page.contents.map(({ key, version: { modifiedAt, content } }) => ({
        ...{ Key: key, LastModified: new Date(modifiedAt), ETag: content.etag, Size: content.size },
        StorageClass: "STANDARD" as const,
      })),
      CommonPrefixes: page.prefixes.map((prefix) => ({ Prefix: prefix })),
    };
  },

  /** All at once: a folder of state has few versions. */
  ListObjectVersions: ({ Bucket, Prefix = "" }, context) => {
    const versions = Object.entries(bucketOf(Bucket, context).objects)
      .filter(([key]) => key.startsWith(Prefix))
      .sort(byKey)
      .flatMap(([key, each]) => each.map((version, index) => ({ key, version, isLatest: index === 0 })));
    const common = ({ key, version: { id, modifiedAt }, isLatest }: (typeof versions)[number]) => ({
      ...{ Key: key, VersionId: id, IsLatest: isLatest, LastModified: new Date(modifiedAt), Owner: { ID: ownerId } },
    });
    return {
      ...{ Name: Bucket, Prefix, IsTruncated: false },
      Versions: versions.flatMap((each) => {
        const { content } = each.version;
        return content ? [{ ...common(each), ETag: content.etag, Size: content.size }] : [];
      }),
      DeleteMarkers: versions.filter(({ version }) => !version.content).map(common),
    };
  },
} satisfies Handlers<typeof sdk>;

function currentObjects({ objects }: Bucket): readonly Entry[] {
  return Object.entries(objects)
    .sort(byKey)
    .flatMap(([key, [version]]) =>
      version?.content ? [{ key, version: { ...version, content: version.content } }] : [],
    );
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Keys and common prefixes after a name, up to so many of both; `last` is set where there is more. */
function pageOf(entries: readonly Entry[], prefix: string, delimiter: string | undefined, after = "", limit: number) {
  const contents: Entry[] = [];
  const prefixes: string[] = [];
  let last: string | undefined;
  for (const entry of entries) {
    const folder = folderOf(entry.key, prefix, delimiter);
    const name = folder ?? entry.key;
    if (name === last || Buffer.compare(Buffer.from(name), Buffer.from(after)) <= 0) continue;
    if (contents.length + prefixes.length === limit) return { contents, prefixes, last };
    last = name;
    if (folder === undefined) contents.push(entry);
    else prefixes.push(folder);
  }
  return { contents, prefixes, last: undefined };
}

/** What stands before the first delimiter after the prefix, with it. */
function folderOf(key: string, prefix: string, delimiter: string | undefined): string | undefined {
  if (delimiter === undefined || delimiter === "") return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

const toToken = (name: string): string => Buffer.from(name).toString("base64url");
const fromToken = (token: string): string => Buffer.from(token, "base64url").toString("utf8");
