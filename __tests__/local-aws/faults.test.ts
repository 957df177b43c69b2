import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { HeadBucketCommand, ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { expect, test } from "@jest/globals";
import type { InjectedFault } from "../../local-aws/faults";
import { clientOf, runLocalAws } from "./support/run-local-aws";

async function struckBy(fault: InjectedFault, maxAttempts = 1) {
  const aws = await runLocalAws();
  aws.faults.inject(fault);
  const sts = new STSClient({ ...clientOf(aws), maxAttempts });
  return { aws, ask: () => sts.send(new GetCallerIdentityCommand({})) };
}

test("throttling strikes as often as it is told, in the protocol's words", async () => {
  const { aws, ask } = await struckBy({ service: "STS", effect: { kind: "throttle" }, times: 2 });
  await expect(ask()).rejects.toMatchObject({ name: "Throttling", $metadata: { httpStatusCode: 400 } });
  await expect(ask()).rejects.toMatchObject({ name: "Throttling" });
  expect((await ask()).Account).toBe("111122223333");
  expect(aws.requests.all().map(({ code }) => code)).toEqual(["Throttling", "Throttling", undefined]);
});

test("a 5xx is what the SDK tries again", async () => {
  const effect = { kind: "error", status: 503, code: "ServiceUnavailable" } as const;
  const { aws, ask } = await struckBy({ operation: "GetCallerIdentity", effect, times: 1 }, 3);
  expect((await ask()).Account).toBe("111122223333");
  expect(aws.requests.all().map(({ status }) => status)).toEqual([503, 200]);
});

test("a cut connection has no answer", async () => {
  const { ask } = await struckBy({ effect: { kind: "cut" }, times: 1 });
  await expect(ask()).rejects.toThrow("socket hang up");
  expect((await ask()).Account).toBe("111122223333");
});

test("latency delays the answer, and nothing else", async () => {
  const { aws, ask } = await struckBy({ effect: { kind: "latency", milliseconds: 150 }, times: 1 });
  expect((await ask()).Account).toBe("111122223333");
  expect(aws.requests.all()[0]?.milliseconds).toBeGreaterThanOrEqual(145);
});

test("a fault strikes its own service and operation alone, until it is cleared", async () => {
  const { aws, ask } = await struckBy({ service: "S3", operation: "ListBuckets", effect: { kind: "throttle" } });
  const s3 = new S3Client({ ...clientOf(aws), forcePathStyle: true });
  expect((await ask()).Account).toBe("111122223333");
  await expect(s3.send(new HeadBucketCommand({ Bucket: "none" }))).rejects.toMatchObject({ name: "NotFound" });
  await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ $metadata: { httpStatusCode: 429 } });
  aws.faults.clear();
  expect((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
});
