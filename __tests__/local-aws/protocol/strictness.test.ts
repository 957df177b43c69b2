import * as bedrockAgent from "@aws-sdk/client-bedrock-agent";
import * as budgets from "@aws-sdk/client-budgets";
import * as iam from "@aws-sdk/client-iam";
import * as s3 from "@aws-sdk/client-s3";
import { describe, expect, test } from "@jest/globals";
import type { LocalAws } from "../../../local-aws/local-aws";
import { modelled } from "../../../local-aws/protocol/aws-error";
import { defineService } from "../../../local-aws/service";
import * as wires from "../../../local-aws/wires";
import { runLocalAws } from "../support/run-local-aws";

const services = [
  defineService(bedrockAgent, wires.bedrockAgent, {
    CreateAgent: () => ({ agent: {} as bedrockAgent.Agent }),
    GetAgent: () => {
      throw modelled(bedrockAgent.ResourceNotFoundException, "There is no such agent.");
    },
  }),
  defineService(budgets, wires.budgets, { CreateBudget: () => ({}) }),
  defineService(iam, wires.iam, {
    CreateRole: () => {
      throw modelled(iam.EntityAlreadyExistsException, "Role <x> is there.");
    },
  }),
  defineService(s3, wires.s3, { PutBucketTagging: () => ({}) }),
];

const send = async (
  { endpoint }: LocalAws,
  scope: string,
  method: string,
  path: string,
  body: string,
  headers = {},
) => {
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-2/${scope}/aws4_request`;
  const response = await fetch(endpoint + path, { method, body, headers: { authorization, ...headers } });
  return { status: response.status, text: await response.text(), type: response.headers.get("x-amzn-errortype") };
};
const json = { "x-amz-target": "AWSBudgetServiceGateway.CreateBudget" };
const form = { "content-type": "application/x-www-form-urlencoded" };
const budget = { BudgetName: "b", BudgetType: "COST", TimeUnit: "MONTHLY" };

describe("a request that does not fit AWS's model is refused by the member's name", () => {
  test.each([
    ["unknown", "bedrock", "PUT", "/agents/", '{"agentName":"a","agentNme":"b"}', {}, 'Unknown member \\"agentNme\\"'],
    ["missing", "bedrock", "PUT", "/agents/", "{}", {}, 'Missing required member \\"agentName\\"'],
    ["mistyped", "bedrock", "PUT", "/agents/", '{"agentName":7}', {}, '\\"agentName\\" must be a string, not a number'],
    ["not JSON", "bedrock", "PUT", "/agents/", "{", {}, "The body is not JSON"],
    ["unknown query", "bedrock", "PUT", "/agents/?dryRun=1", '{"agentName":"a"}', {}, 'Unknown member \\"dryRun\\"'],
    [
      "nested",
      "budgets",
      "POST",
      "/",
      JSON.stringify({ AccountId: "1", Budget: { ...budget, BudgetLimit: { Amount: "1" } } }),
      json,
      'Missing required member \\"Budget.BudgetLimit.Unit\\"',
    ],
    [
      "in a list",
      "budgets",
      "POST",
      "/",
      JSON.stringify({ AccountId: "1", Budget: budget, ResourceTags: [{ Key: "k", Value: 1 }] }),
      json,
      '\\"ResourceTags.0.Value\\" must be a string, not a number',
    ],
    ["form", "iam", "POST", "/", "Action=CreateRole&Version=2010-05-08&RoleName=r", form, "AssumeRolePolicyDocument"],
    ["form list", "iam", "POST", "/", "Action=CreateRole&Version=2010-05-08&Tags.item.1=r", form, "Tags.item"],
    ["XML", "s3", "PUT", "/b?tagging", "<Tagging><TagSet/><Tags/></Tagging>", {}, "&#34;Tags&#34;"],
    ["XML list", "s3", "PUT", "/b?tagging", "<Tagging><TagSet><Tg/></TagSet></Tagging>", {}, "TagSet.Tg"],
    ["not XML", "s3", "PUT", "/b?tagging", "<Tagging>", {}, "not well-formed XML"],
  ])("%s", async (_what, scope, method, path, body, headers, message) => {
    const { status, text } = await send(await runLocalAws({ services }), scope, method, path, body, headers);
    expect(status).toBe(400);
    expect(text).toContain(message);
  });
});

describe("an error", () => {
  test("has its name in JSON", async () => {
    const aws = await runLocalAws({ services });
    expect((await send(aws, "bedrock", "POST", "/agents/A/", "")).status).toBe(501);
    aws.requests.clear();
    const { status, type, text } = await get("/agents/AGENT/");
    expect({ status, type }).toEqual({ status: 404, type: "ResourceNotFoundException" });
    expect(JSON.parse(text)).toEqual({ message: "There is no such agent." });
  });

  test("has the query protocol's own code in a query's answer, escaped", async () => {
    const body = "Action=CreateRole&Version=2010-05-08&RoleName=r&AssumeRolePolicyDocument=%7B%7D";
    const { status, text } = await send(await runLocalAws({ services }), "iam", "POST", "/", body, form);
    expect(status).toBe(409);
    expect(text).toContain("<Type>Sender</Type><Code>EntityAlreadyExists</Code><Message>Role &#60;x&#62; is there.");
  });

  test("is the emulator's own where a handler's answer does not fit", async () => {
    const aws = await runLocalAws({ services });
    const { status, text } = await send(aws, "bedrock", "PUT", "/agents/", '{"agentName":"a"}');
    expect(status).toBe(500);
    expect(text).toContain(
      'The answer of CreateAgent does not fit its model: Missing required member \\"agent.agentId\\"',
    );
  });
});

async function get(path: string) {
  const { endpoint } = await runLocalAws({ services });
  const authorization = "AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-2/bedrock/aws4_request";
  const response = await fetch(endpoint + path, { headers: { authorization } });
  return { status: response.status, text: await response.text(), type: response.headers.get("x-amzn-errortype") };
}
