import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach } from "@jest/globals";
import { type LocalAws, type LocalAwsProps, startLocalAws } from "../../../local-aws/local-aws";
import { doors, services } from "../../../local-aws/services";

const running: LocalAws[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((aws) => aws.stop()));
});

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
