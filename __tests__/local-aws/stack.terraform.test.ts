import path from "node:path";
import { APIGatewayClient, GetApiKeysCommand, GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { expect, test } from "@jest/globals";
import { App, Testing } from "cdktf";
import { AwsNewsAgent } from "../../constructs";
import { ledgerSlice } from "../../local-aws/ledger/ledger";
import type { LocalAws } from "../../local-aws/local-aws";
import { invokeUrl } from "../../local-aws/services/api-gateway/door";
import { environment, model, tags, testStack } from "../constructs/support/stack";
import { wrongIn } from "../live/support/verify-stack";
import { clientOf, runLocalAws } from "./support/run-local-aws";
import { withStateBucket } from "./support/state-bucket";
import { terraformIn } from "./support/terraform-project";

/** Synthesizes the shipped project with its real functions. @returns the folder with the stack */
function synthesized(): string {
  const bundleDir = path.join(__dirname, "../../lambda/bundles");
  const app = new App({ outdir: Testing.app().outdir, context: { bundleDir } });
  const stack = testStack(app, "News");
  const api = { allowedOrigins: ["https://www.example.com"] };
  const budget = { monthlyLimitUsd: 50, notifyEmails: ["finance@example.com"] };
  new AwsNewsAgent(stack, "Agent", { tags, environment, model, api, budget });
  app.synth();
  return path.join(app.outdir, "stacks", stack.node.id);
}

/** A client of the deployed API, which sends the key where one is asked for. */
async function apiOf(aws: LocalAws) {
  const client = new APIGatewayClient(clientOf(aws));
  const { items: apis = [] } = await client.send(new GetRestApisCommand({}));
  const { items: keys = [] } = await client.send(new GetApiKeysCommand({ includeValues: true }));
  const url = `${invokeUrl(aws.endpoint, apis[0]?.id ?? "", "v1")}/invoke`;
  return (body: unknown, keyed = true) =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...(keyed ? { "x-api-key": keys[0]?.value ?? "" } : {}) },
      body: JSON.stringify(body),
    });
}

test("the shipped project applies, plans empty, answers through API, functions and agent, and is destroyed", async () => {
  const aws = await runLocalAws();
  await withStateBucket(aws);
  const terraform = terraformIn(synthesized(), aws);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });
  const applied = await terraform("apply", "-auto-approve", "-input=false");
  expect(applied.output).toContain("Resources: 40 added, 0 changed, 0 destroyed");
  expect((await terraform("plan", "-detailed-exitcode")).output).toContain("No changes");

  const verified = await wrongIn(aws, (await terraform("output", "-json")).output);
  expect(verified).toEqual({ agents: 1, wrong: [], waiting: ["cost-tag-is-active", "spend-is-seen"] });

  const post = await apiOf(aws);
  const answer = await post({ prompt: "What is new?" });
  expect({ status: answer.status, text: await answer.text() }).toMatchObject({ status: 200 });
  expect((await post({ prompt: "What is new?" }, false)).status).toBe(403);
  expect((await post({ question: 1 })).status).toBe(400);
  const { entries } = aws.state(ledgerSlice);
  expect(entries.length).toBeGreaterThan(0);
  for (const { tags: billed } of entries) expect(billed).toMatchObject({ Project: "aws-news-agent" });

  expect((await terraform("destroy", "-auto-approve")).output).toContain("Resources: 40 destroyed");
}, 300_000);
