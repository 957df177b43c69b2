import { membersOf, type Member, type Shape } from "../../../local-aws/protocol/schema";

/** A value with every member of a shape, to see each of them cross the wire. Recursive shapes end after a few levels. */
export function sampleValue(shape: Shape, only: "all" | "required", name = "value", depth = 0): unknown {
  if (shape.isDocumentSchema()) return { nested: [1, "two", true] };
  if (shape.isUnitSchema()) return {};
  if (shape.isStructSchema()) return sampleStructure(shape, only, depth);
  if (shape.isListSchema())
    return (depth > 6 ? [] : depth > 2 ? [0] : [0, 1]).map((each) =>
      sampleValue(shape.getValueSchema(), only, `${name}${each}`, depth + 1),
    );
  if (shape.isMapSchema())
    return depth > 6 ? {} : { "key-1": sampleValue(shape.getValueSchema(), only, `${name}1`, depth + 1) };
  if (shape.isStringSchema()) return sampleText(shape, name);
  if (shape.isBooleanSchema()) return true;
  if (shape.isTimestampSchema()) return new Date("2026-02-03T04:05:06.000Z");
  if (shape.isBlobSchema()) return Buffer.from(`bytes of ${name}`);
  if (shape.isBigIntegerSchema()) return 12345678901n;
  return 7;
}

function sampleStructure(shape: Shape, only: "all" | "required", depth: number): unknown {
  const members = membersOf(shape);
  const wanted = shape.isUnionSchema()
    ? members.slice(0, 1)
    : members.filter(({ required, traits }) => required || traits.streaming || (only === "all" && depth < 5));
  return Object.fromEntries(wanted.map((member) => [member.name, sampleMember(member, only, depth)]));
}

function sampleMember({ name, shape, traits }: Member, only: "all" | "required", depth: number): unknown {
  const sdkOwn = Object.entries(checkedBySdk).find(([pattern]) => new RegExp(`^${pattern}$`).test(name));
  if (sdkOwn && shape.isStringSchema()) return sdkOwn[1];
  if (traits.httpHeader?.toLowerCase() === "content-length") return undefined;
  if (shape.isStructSchema() && shape.isStreaming()) return sampleEvents(shape);
  if (traits.httpResponseCode) return 200;
  return sampleValue(shape, only, name, depth + 1);
}

/** What the SDK's client for S3 checks, or works out, before it sends. */
const checkedBySdk: Readonly<Record<string, string | undefined>> = {
  Bucket: "bucket",
  ChecksumAlgorithm: "CRC32",
  "(CopySource)?SSECustomerKey": Buffer.alloc(32).toString("base64"),
  "(CopySource)?SSECustomerKeyMD5": undefined,
};

/** One event of every kind that is no error. */
async function* sampleEvents(union: Shape): AsyncIterable<object> {
  for (const { name, shape } of membersOf(union))
    if (!shape.getMergedTraits().error) yield Promise.resolve({ [name]: sampleValue(shape, "all", name, 2) });
}

/** Signs that need escaping somewhere, but where a header cannot have them. */
function sampleText(shape: Shape, name: string): string {
  const traits = shape.getMergedTraits();
  if (traits.mediaType) return '{"a":1}';
  if (traits.httpHeader !== undefined || traits.httpPrefixHeaders !== undefined) return `${name}-text`;
  return traits.httpLabel ? `${name} a/b:c+d` : ` ${name} <&"'é> \n`;
}
