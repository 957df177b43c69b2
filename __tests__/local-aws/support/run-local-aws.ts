import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach } from "@jest/globals";
import { type LocalAws, type LocalAwsProps, startLocalAws } from "../../../local-aws/local-aws";
import { doors, services } from "../../../local-aws/services";

const running: LocalAws[] = [];

afterEach(async () => {
  const ended = running.splice(0);
  await Promise.all(ended.map((aws) => aws.stop()));
  for (const aws of ended) refuseMissing(aws);
});

/**
 * Fails for operations that were asked for and are not there: so a provider or an SDK that needs a new one is told by its
 * name, in every test. One that asks for such an operation on purpose ends with `aws.requests.clear()`.
 */
export function refuseMissing({ requests }: Pick<LocalAws, "requests">): void {
  const missing = requests.missing();
  if (missing.length === 0) return;
  throw new Error(
    `Local AWS was asked for ${missing.join(", ")} and has no such operation. ` +
      `Where a new provider or SDK needs it, give its service in local-aws/services/ a handler of that name.`,
  );
}

export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), "local-aws-"));

/** A local AWS with every service and door and a fresh state, stopped after the test. */
export async function runLocalAws(props: Partial<LocalAwsProps> = {}): Promise<LocalAws> {
  const aws = await startLocalAws({ folder: newFolder(), services, doors, ...props });
  running.push(aws);
  return aws;
}

/** What an SDK client needs to speak to it: `new STSClient(clientOf(aws))`. It tries once, so that an error shows. */
export function clientOf({ endpoint }: Pick<LocalAws, "endpoint">, accessKeyId = "AKIALOCALAWS") {
  return { endpoint, region: "eu-west-2", maxAttempts: 1, credentials: { accessKeyId, secretAccessKey: "secret" } };
}
