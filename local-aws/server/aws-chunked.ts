/**
 * The content of a body in AWS's chunked coding: `size;chunk-signature=...`, bytes, until a chunk of size 0 and the
 * trailer. Undefined where it is cut short.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export function decodeAwsChunked(body: Buffer): { content: Buffer; trailer: Record<string, string> } | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const end = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.toString("latin1", at, Math.max(at, end)), 16);
    if (end < 0 || Number.isNaN(size)) return undefined;
    const start = end + 2;
    if (size === 0) return { content: Buffer.concat(chunks), trailer: readTrailer(body.toString("latin1", start)) };
    if (start + size > body.length) return undefined;
    chunks.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
}

function readTrailer(text: string): Record<string, string> {
  const fields = [...text.matchAll(/^([\w-]+):(.*?)\r?$/gm)];
  return Object.fromEntries(fields.map(([, name = "", value = ""]) => [name.toLowerCase(), value.trim()]));
}
