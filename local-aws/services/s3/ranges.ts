import { belief, sourced } from "../../belief";
import { AwsError } from "../../protocol/aws-error";

belief(
  "S3",
  "A GET with one range of bytes answers 206 and Content-Range; one that begins after the end is an InvalidRange.",
  sourced("https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_RequestSyntax"),
);

/** The part of an object that a Range header asks for: first and last byte, both counted in. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** Reads `bytes=0-99`, `bytes=100-` or `bytes=-20`. Undefined for a header that is none of these, which S3 ignores. */
export function rangeOf(header: string | undefined, size: number): ByteRange | undefined {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (from === "" && to === "") return undefined;
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) throw new AwsError("InvalidRange", 416, "The requested range is not satisfiable");
  return { first, last };
}
