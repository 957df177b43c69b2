import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { AwsError } from "../../protocol/aws-error";

/** Checksums that are worked out here, by the member that carries them. */
const algorithms: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  ChecksumCRC32: (bytes) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(bytes));
    return sum;
  },
  ChecksumSHA1: (bytes) => createHash("sha1").update(bytes).digest(),
  ChecksumSHA256: (bytes) => createHash("sha256").update(bytes).digest(),
};

/**
 * The checksums that came with bytes, each compared with the bytes. One that cannot be worked out here is refused: to
 * keep it unchecked would be to vouch for it.
 */
export function checkedChecksums(input: Readonly<Record<string, unknown>>, bytes: Uint8Array): Record<string, string> {
  const given = Object.entries(input).filter(
    (entry): entry is [string, string] => /^Checksum(?!Algorithm|Mode|Type)/.test(entry[0]) && entry[1] !== undefined,
  );
  for (const [member, value] of given) {
    const sum = algorithms[member]?.(bytes);
    if (!sum) throw new AwsError("NotImplemented", 501, `Local AWS cannot check ${member}.`);
    if (sum.toString("base64") !== value)
      throw new AwsError(
        "BadDigest",
        400,
        `The ${member.slice(8)} you specified did not match the calculated checksum.`,
      );
  }
  const md5 = input["ContentMD5"];
  if (md5 !== undefined && createHash("md5").update(bytes).digest("base64") !== md5)
    throw new AwsError("BadDigest", 400, "The Content-MD5 you specified did not match what we received.");
  return Object.fromEntries(given);
}
