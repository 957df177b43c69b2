import { ProgramFailure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { callAws } from "./call-aws";
import type { Endpoint } from "./control";

/** Where no Region is written S3's first one is meant. */
const firstRegion = "us-east-1";

/** Makes the bucket that a stack keeps its state in, with versions, unless it is there: what `chargeback bootstrap` is for in an account. */
export async function makeStateBucket(
  instance: Endpoint,
  { bucket, region = firstRegion }: NonNullable<SynthesizedStack["s3Backend"]>,
): Promise<void> {
  const put = (query: string, body: string): Promise<Response> =>
    callAws(instance, { method: "PUT", path: `/${encodeURIComponent(bucket)}${query}`, service: "s3", region, body });
  const place =
    region === firstRegion
      ? ""
      : `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
  if ((await callAws(instance, { method: "GET", path: `/${bucket}?versioning`, service: "s3", region })).ok) return;
  const made = await put("", place);
  // Another command may have made it in the same moment.
  if (!made.ok && made.status !== 409) throw await failure(bucket, made);
  const versioned = await put(
    "?versioning",
    "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
  );
  if (!versioned.ok) throw await failure(bucket, versioned);
}

const failure = async (bucket: string, answer: Response): Promise<ProgramFailure> =>
  new ProgramFailure(`Local AWS did not make the bucket ${bucket} for the state.`, await answer.text());
