import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { expect, test } from "@jest/globals";
import { region, stateBucket, synthesizeNews } from "../../demo/news-stack";
import type { InjectedFault } from "../../local-aws/faults";
import { clientOf, runLocalAws } from "./support/run-local-aws";
import { terraformIn } from "./support/terraform-project";

/** What the provider gets over by trying again. */
const passing: readonly InjectedFault[] = [
  { service: "API Gateway", operation: "CreateRestApi", effect: { kind: "throttle" }, times: 2 },
  { service: "CloudWatch Logs", operation: "CreateLogGroup", effect: { kind: "throttle" }, times: 2 },
  { service: "Budgets", operation: "CreateBudget", effect: { kind: "throttle" }, times: 1 },
  { service: "SNS", operation: "CreateTopic", effect: { kind: "error", status: 503 }, times: 1 },
  { service: "Bedrock", operation: "CreateInferenceProfile", effect: { kind: "error", status: 500 }, times: 1 },
  { service: "IAM", operation: "CreateRole", effect: { kind: "cut" }, times: 1 },
  { service: "Bedrock Agent", operation: "GetAgent", effect: { kind: "cut" }, times: 1 },
  { service: "Lambda", operation: "CreateFunction", effect: { kind: "propagation" }, times: 2 },
  { service: "API Gateway", operation: "UpdateAccount", effect: { kind: "propagation" }, times: 1 },
];
/**
 * What it gives up at: a role that has not come to Bedrock yet.
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/42847
 */
const final: InjectedFault = {
  service: "Bedrock Agent",
  operation: "CreateAgent",
  effect: { kind: "propagation" },
  times: 1,
};

test("the stack applies through throttling, errors and cut connections; a role that Bedrock does not know yet fails it cleanly, and then it applies", async () => {
  const aws = await runLocalAws();
  const s3 = new S3Client({ ...clientOf(aws), forcePathStyle: true });
  const CreateBucketConfiguration = { LocationConstraint: region } as const;
  await s3.send(new CreateBucketCommand({ Bucket: stateBucket, CreateBucketConfiguration }));
  const bundleDir = path.join(__dirname, "../../lambda/bundles");
  const folder = synthesizeNews(mkdtempSync(path.join(tmpdir(), "faulty-")), bundleDir);
  const terraform = terraformIn(folder, aws);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });

  for (const fault of [...passing, final]) aws.faults.inject(fault);
  const refused = await terraform("apply", "-auto-approve", "-input=false");
  expect(refused).toMatchObject({ exitCode: 1 });
  expect(refused.output.match(/Error: creating [\w ]*/g)).toEqual([expect.stringContaining("creating Bedrock Agent")]);
  expect(refused.output).toContain("Access denied while trying to create/update an agent using InferenceProfile");
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: stateBucket }));
  expect(Contents.map(({ Key }) => Key)).toEqual(["AwsNewsAgent/terraform.tfstate"]);

  const again = await terraform("apply", "-auto-approve", "-input=false", "-refresh=false");
  expect(again).toEqual({ exitCode: 0, output: expect.stringContaining("0 changed, 0 destroyed") as unknown });
  expect(aws.faults.list()).toEqual([]);
  const second = await terraform("plan", "-detailed-exitcode");
  expect(second.output).toContain("No changes");
});
