import * as bedrock from "@aws-sdk/client-bedrock";
import * as agents from "@aws-sdk/client-bedrock-agent";
import * as iam from "@aws-sdk/client-iam";
import { describe, expect, test } from "@jest/globals";
import { adopt, type AdoptRequest } from "../../../live/adopt/adopt";
import { clientOf, runLocalAws } from "../../local-aws/support/run-local-aws";
import { clientsFor } from "../support/live-clients-of";
import { clickedAgent, type Clicked } from "./clicked-agent";

/** An agent that was clicked together, and what is made of it. */
async function clicked(given: Clicked = {}) {
  const aws = await runLocalAws();
  const made = await clickedAgent(aws, given);
  const adopted = async (request: Partial<AdoptRequest> = {}) => {
    const clients = await clientsFor(aws);
    try {
      return await adopt(clients, { agentId: made.agentId, today: new Date("2026-06-01T00:00:00Z"), ...request });
    } finally {
      clients.destroy();
    }
  };
  return { ...made, aws, adopted };
}

const userInput = { actionGroupName: "ask-user", parentActionGroupSignature: "AMAZON.UserInput" } as const;

describe("adopt", () => {
  test("reads what the console made, and tells what stays as it is", async () => {
    const { adopted, agentId, aliasId, apiId } = await clicked();
    const { source, fileName, functionName, leftOut } = await adopted();
    expect({ fileName, functionName }).toEqual({
      fileName: "search-aws-news.ts",
      functionName: "addSearchAWSNews",
    });
    for (const part of [
      `agentId: "${agentId}"`,
      `id: "${aliasId},${agentId}"`,
      'project: "aws-news-agent", tags: { Team: "news" }',
      'path: "/service-role/"',
      "idleSessionTtlSec: 900",
      "never invent a $\\${price}.`",
      'query: { type: "string", description: "A few words", required: true }',
    ])
      expect(source).toContain(part);
    expect(leftOut).toEqual([
      "Function search-aws-news stays as it is; it has the tag Project = aws-news-agent.",
      "Function invoke-agent stays as it is; it has the tag Project = aws-news-agent.",
      "Stage prod of the API news stays as it is, and has no tag Project: aws apigateway tag-resource --resource-arn " +
        `arn:aws:apigateway:eu-west-2::/restapis/${apiId}/stages/prod --tags "Project=aws-news-agent"`,
      "No budget counts Project = aws-news-agent: run this with --monthly-limit-usd and --notify, or add a ProjectBudget.",
    ]);
  });

  test("calls the project as it is told to, else after the agent", async () => {
    const { adopted } = await clicked({ agent: { tags: {} } });
    expect((await adopted()).source).toContain('project: "SearchAWSNews"');
    expect((await adopted({ project: "news" })).source).toContain('project: "news"');
  });

  test("takes the model of the profile that the agent calls already, and tells that it is no longer called", async () => {
    const { aws, adopted, agentId, roleArn } = await clicked();
    const { inferenceProfileArn = "" } = await new bedrock.BedrockClient(clientOf(aws)).send(
      new bedrock.CreateInferenceProfileCommand({
        inferenceProfileName: "by-hand",
        modelSource: { copyFrom: "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-lite-v1:0" },
      }),
    );
    const update = { agentName: "SearchAWSNews", instruction: "x".repeat(40), agentResourceRoleArn: roleArn };
    await new agents.BedrockAgentClient(clientOf(aws)).send(
      new agents.UpdateAgentCommand({ agentId, ...update, foundationModel: inferenceProfileArn }),
    );
    const { source, leftOut } = await adopted();
    expect(source).toContain('source: foundationModel("amazon.nova-lite-v1:0")');
    expect(leftOut.join("\n")).toContain(`The agent called its model through ${inferenceProfileArn}`);
  });

  test("leaves a group without a function, and settings that no construct has, as they are", async () => {
    const guardrailConfiguration = { guardrailIdentifier: "abc", guardrailVersion: "1" };
    const { adopted } = await clicked({ groups: [userInput], agent: { guardrailConfiguration } });
    const { source, leftOut } = await adopted();
    expect(source).not.toContain('name: "ask-user"');
    expect(source).toContain('kept: ["guardrail_configuration"]');
    expect(leftOut).toContain(
      "Action group ask-user stays as it is: it has no function (AMAZON.UserInput). No change of it moves the alias.",
    );
    expect(leftOut).toContain("The agent's guardrail_configuration stays as it is: a change of it moves no alias.");
  });

  test("leaves AWS's own tags to AWS, and tells whose the agent is besides", async () => {
    const tags = { Project: "news", "aws:cloudformation:stack-name": "by-cloudformation" };
    const { adopted } = await clicked({ agent: { tags, description: "x".repeat(180) } });
    const { source, leftOut } = await adopted();
    expect(source).not.toContain("aws:cloudformation");
    expect(leftOut.join("\n")).toMatch(/CloudFormation's stack by-cloudformation made the agent/);
    expect(leftOut.join("\n")).toMatch(/description is cut after 170 characters/);
  });

  test("leaves a group whose function is elsewhere as it is", async () => {
    const executor = (lambda: string) => ({
      actionGroupExecutor: { lambda },
      functionSchema: { functions: [{ name: "find", parameters: {} }] },
    });
    const arn = "arn:aws:lambda:eu-west-2:444455556666:function:orders";
    const own = "arn:aws:lambda:eu-west-2:111122223333:function:search-aws-news:live";
    const groups = [
      { actionGroupName: "abroad", ...executor(arn) },
      { actionGroupName: "qualified", ...executor(own) },
    ];
    const { leftOut } = await (await clicked({ groups })).adopted();
    expect(leftOut.join("\n")).toContain(
      `Action group abroad stays as it is: its function is of another account or Region, ${arn}.`,
    );
    expect(leftOut.join("\n")).toContain(
      `Action group qualified stays as it is: it names a version or an alias of its function, ${own}.`,
    );
  });

  test("leaves a policy that another role has too, and denies what it would go on allowing", async () => {
    const { aws, adopted } = await clicked();
    const client = new iam.IAMClient(clientOf(aws));
    const PolicyArn =
      "arn:aws:iam::111122223333:policy/service-role/AmazonBedrockAgentBedrockFoundationModelPolicy_8UQW1ZLDQ2F";
    await client.send(new iam.AttachRolePolicyCommand({ RoleName: "invoke-agent-role-x1", PolicyArn }));
    const { source, leftOut } = await adopted();
    expect(source).toContain("new NoDirectModelAccess(");
    expect(source).not.toContain("new IamPolicy(");
    expect(leftOut).toContain(`Policy ${PolicyArn} of the role is not its alone, and stays as it is.`);
  });

  test("goes on without what lies around the agent where it may not be read, and says so", async () => {
    const { aws, adopted } = await clicked();
    const denied = { status: 403, code: "AccessDeniedException", message: "not authorized" };
    aws.faults.inject({ service: "Lambda", operation: "ListFunctions", effect: { kind: "error", ...denied } });
    const { leftOut } = await adopted();
    expect(leftOut.join("\n")).toMatch(/Not seen: who calls the agent\. .*lambda:ListFunctions/);
  });
});

describe("an agent that cannot be adopted as it is asked for", () => {
  const refused = async (given: Clicked, request: Partial<AdoptRequest>, message: RegExp) => {
    const { adopted } = await clicked(given);
    await expect(adopted(request)).rejects.toThrow(message);
  };

  test("is not there", () => refused({}, { agentId: "NOSUCHAGEN" }, /bedrock:GetAgent in eu-west-2: AWS finds none/));

  test("has the test alias only", () =>
    refused({ aliases: [] }, {}, /no alias but the one for tests, TSTALIASID, .* create-agent-alias/));

  test("has no alias of that name", () =>
    refused({}, { alias: "old" }, /has no alias old\. .* live \(.*, version 1\)/));

  test("calls a model that answers no more, until another is chosen", async () => {
    const { adopted } = await clicked({ agent: { foundationModel: "anthropic.claude-3-7-sonnet-20250219-v1:0" } });
    await expect(adopted()).rejects.toThrow(/reached its end of life on 2026-04-28: .* by --model, for example /);
    const { source } = await adopted({ model: "eu.amazon.nova-lite-v1:0" });
    expect(source).toContain('source: modelSource("eu.amazon.nova-lite-v1:0")');
  });

  test("has several aliases, until one is named; the others are told of", async () => {
    const { adopted, aliasIds } = await clicked({ aliases: ["live", "beta"] });
    await expect(adopted()).rejects.toThrow(/several aliases\. Say which to move, by --alias: /);
    const { source, leftOut } = await adopted({ alias: "beta" });
    expect(source).toContain(`id: "${aliasIds[1] ?? ""},`);
    expect(leftOut).toContain(
      "Alias live goes on serving version 1, whose model calls carry no tag: move its callers to beta.",
    );
  });

  test("shares its role with another agent", async () => {
    const { aws, adopted, roleArn } = await clicked();
    const other = { agentName: "other", agentResourceRoleArn: roleArn };
    await new agents.BedrockAgentClient(clientOf(aws)).send(new agents.CreateAgentCommand(other));
    await expect(adopted()).rejects.toThrow(/The role AmazonBedrock\S+ is also that of other/);
  });

  test("may not be read", async () => {
    const { aws, adopted } = await clicked();
    const denied = { status: 403, code: "AccessDenied", message: "not authorized" };
    aws.faults.inject({ service: "IAM", operation: "GetRole", effect: { kind: "error", ...denied } });
    await expect(adopted()).rejects.toThrow(/iam:GetRole in eu-west-2: access denied .*"Action":"iam:GetRole"/);
  });
});
