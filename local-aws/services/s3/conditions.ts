import * as sdk from "@aws-sdk/client-s3";
import { belief, sourced } from "../../belief";
import { AwsError, modelled } from "../../protocol/aws-error";
import type { Content } from "./state";

belief(
  "S3",
  "A PUT with If-None-Match: * fails with 412 where the object is; one with If-Match fails with 412 where the ETag is another, with 404 where there is none.",
  sourced("https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html"),
);

export interface Conditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/** Refuses a write or delete whose condition the current object does not meet. */
export function checkWrite({ IfMatch, IfNoneMatch }: Conditions, current: Content | undefined): void {
  if (IfNoneMatch !== undefined && IfNoneMatch !== "*")
    throw new AwsError("NotImplemented", 501, "A header you provided implies functionality that is not implemented");
  if (IfNoneMatch === "*" && current) throw preconditionFailed("If-None-Match");
  if (IfMatch === undefined) return;
  if (!current) throw noSuchKey();
  if (!sameTag(IfMatch, current)) throw preconditionFailed("If-Match");
}

/** Refuses a read whose condition the object does not meet. */
export function checkRead({ IfMatch, IfNoneMatch }: Conditions, current: Content): void {
  if (IfMatch !== undefined && !sameTag(IfMatch, current)) throw preconditionFailed("If-Match");
  if (IfNoneMatch !== undefined && sameTag(IfNoneMatch, current))
    throw new AwsError("NotModified", 304, "Not Modified");
}

export const noSuchKey = () => modelled(sdk.NoSuchKey, "The specified key does not exist.");

/** A HEAD is told by the status alone. AWS models this error without a status of its own. */
export const notFound = () => new AwsError("NotFound", 404, "Not Found");

const preconditionFailed = (condition: string): AwsError =>
  new AwsError("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold", {
    Condition: condition,
  });

const sameTag = (given: string, { etag }: Content): boolean =>
  given === "*" || given.replaceAll('"', "") === etag.replaceAll('"', "");
