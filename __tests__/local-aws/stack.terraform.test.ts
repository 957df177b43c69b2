import path from "node:path";
import { BedrockClient, CreateInferenceProfileCommand } from "@aws-sdk/client-bedrock";
import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
import { expect, test } from "@jest/globals";
import { App, Testing } from "cdktf";
import { AwsNewsAgent } from "../../constructs";
import { accountOf } from "../../demo/account";
import { ledgerSlice } from "../../local-aws/ledger/ledger";
import type { LocalAws } from "../../local-aws/local-aws";
import { snsSlice } from "../../local-aws/services/sns/state";
import { environment, model, tags, testStack } from "../constructs/support/stack";
import { wrongIn } from "../live/support/verify-stack";
import { clientOf, runLocalAws } from "./support/run-local-aws";
import { withStateBucket } from "./support/state-bucket";
import { terraformIn } from "./support/terraform-project";

const modelId = "amazon.nova-pro-v1:0";
const hourMs = 3_600_000;
/** Costs half a cent. */
const long = "What is new about Amazon Bedrock? ".repeat(100);

/** Synthesizes the shipped project with its real functions, four requests a day and a budget of 0.8 cents. */
function synthesized(): string {
  const bundleDir = path.join(__dirname, "../../lambda/bundles");
  const app = new App({ outdir: Testing.app().outdir, context: { bundleDir } });
  const stack = testStack(app, "News");
  const api = { allowedOrigins: ["https://www.example.com"], limits: { requestsPerDay: 4 } };
  const budget = { monthlyLimitUsd: 0.008, notifyEmails: ["finance@example.com"] };
  new AwsNewsAgent(stack, "Agent", { tags, environment, model, api, budget });
  app.synth();
  return path.join(app.outdir, "stacks", stack.node.id);
}

/** Calls of the model for a dollar and more: of another project, and of nobody. */
async function spendOfOthers(aws: LocalAws) {
  const { inferenceProfileArn } = await new BedrockClient(clientOf(aws)).send(
    new CreateInferenceProfileCommand({
      inferenceProfileName: "other",
      modelSource: { copyFrom: `arn:aws:bedrock:eu-west-2::foundation-model/${modelId}` },
      tags: [{ key: "Project", value: "other" }],
    }),
  );
  const runtime = new BedrockRuntimeClient(clientOf(aws));
  for (const each of [inferenceProfileArn, modelId]) {
    const content = [{ text: "A question. ".repeat(200_000) }];
    await runtime.send(new ConverseCommand({ modelId: each, messages: [{ role: "user", content }] }));
  }
  runtime.destroy();
}

test("the shipped project applies, plans empty, answers through API, functions and agent, and is destroyed", async () => {
  const aws = await runLocalAws();
  const to = (time: string) => {
    aws.clock.advance(Date.parse(time) - aws.clock.now().getTime());
  };
  to("2030-01-01T09:00:00Z");
  await withStateBucket(aws);
  const terraform = terraformIn(synthesized(), aws);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });
  const applied = await terraform("apply", "-auto-approve", "-input=false");
  expect(applied.output).toContain("Resources: 40 added, 0 changed, 0 destroyed");
  expect((await terraform("plan", "-detailed-exitcode")).output).toContain("No changes");

  const verified = await wrongIn(aws, (await terraform("output", "-json")).output);
  const waiting = ["calls-are-logged", "cost-tag-is-active", "spend-is-seen"];
  expect(verified).toEqual({ agents: 1, wrong: [], waiting });

  const account = accountOf(aws);
  expect(await account.ask("What is new?")).toBe(200);
  expect(await account.ask("What is new?", { "x-api-key": "" })).toBe(403);
  expect(await account.ask("")).toBe(400);
  const { entries } = aws.state(ledgerSlice);
  expect(new Set(entries.map(({ service }) => service))).toEqual(
    new Set(["Amazon API Gateway", "AWS Lambda", "Amazon Bedrock"]),
  );
  for (const { tags: billed } of entries) expect(billed).toMatchObject({ Project: "aws-news-agent" });

  // The tag counts from two days after the first spend with it on.
  aws.clock.advance(25 * hourMs);
  await account.activateTag();
  aws.clock.advance(25 * hourMs);
  const January = { Start: "2030-01-01", End: "2030-02-01" };
  const told = () => aws.state(snsSlice).messages.map(({ topicArn, message }) => [topicArn, message]);
  await spendOfOthers(aws);
  expect(await account.money(January)).toMatchObject({ modelUnderProjectUsd: 0, projectUsd: 0, budgetUsd: 0 });

  expect(await account.ask(long)).toBe(200);
  const once = await account.money(January);
  expect(once.budgetUsd).toBeCloseTo(once.projectUsd, 5);
  expect(once.budgetUsd).toBeGreaterThan(0.005);
  expect(told()).toEqual([]);
  expect(await account.ask(long)).toBe(200);
  const topic = "arn:aws:sns:eu-west-2:111122223333:aws-news-agent-budget";
  expect(told()).toEqual([
    [topic, expect.stringContaining("Budget Name: aws-news-agent-monthly")],
    [topic, expect.stringContaining("Alert Threshold: $0.01")],
  ]);

  const statuses = [await account.ask("One"), await account.ask("Two"), await account.ask("Three")];
  expect(statuses).toEqual([200, 200, 429]);
  to("2030-02-01T00:00:00Z");
  expect(await account.money({ Start: "2030-02-01", End: "2030-03-01" })).toMatchObject({
    projectUsd: 0,
    budgetUsd: 0,
  });
  expect(await account.ask("One")).toBe(200);

  const destroyed = await terraform("destroy", "-auto-approve", "-refresh=false");
  expect(destroyed.output).toContain("Resources: 40 destroyed");
});
