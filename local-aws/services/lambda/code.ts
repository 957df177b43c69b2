import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import type { Context } from "../../context";
import { AwsError } from "../../protocol/aws-error";
import { invalid } from "./configuration";
import type { FunctionCode } from "./state";

interface GivenCode {
  readonly ZipFile?: Uint8Array | undefined;
  readonly S3Bucket?: string | undefined;
  readonly ImageUri?: string | undefined;
}

/** Keeps the zip of a function: it must be one. */
export function storeCode({ ZipFile, S3Bucket, ImageUri }: GivenCode, { blobs }: Context): FunctionCode {
  if (S3Bucket !== undefined || ImageUri !== undefined)
    throw new AwsError("NotImplemented", 501, "Local AWS's Lambda takes code as a zip file in the call alone.");
  if (!ZipFile || ZipFile.byteLength === 0) throw invalid("Please provide a source for function code.");
  try {
    unzipSync(ZipFile, { filter: () => false });
  } catch {
    throw invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
  }
  return {
    blob: blobs.write(ZipFile),
    sha256: createHash("sha256").update(ZipFile).digest("base64"),
    size: ZipFile.byteLength,
  };
}
