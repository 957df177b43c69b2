import { BedrockAgentClient, CreateAgentAliasCommand, UpdateAgentAliasCommand } from "@aws-sdk/client-bedrock-agent";
import { BedrockClient, CreateInferenceProfileCommand, UntagResourceCommand } from "@aws-sdk/client-bedrock";
import { type Budget, BudgetsClient, DeleteBudgetCommand, UpdateBudgetCommand } from "@aws-sdk/client-budgets";
import { CostExplorerClient, UpdateCostAllocationTagsStatusCommand } from "@aws-sdk/client-cost-explorer";
import { IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { LambdaClient, UpdateFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { describe, expect, test } from "@jest/globals";
import { meterModelCall } from "../../../local-aws/ledger/meter-model-call";
import type { LocalAws } from "../../../local-aws/local-aws";
import * as sdk from "@aws-sdk/client-bedrock-agent";
import { settle } from "../../local-aws/services/bedrock-agent/prepared-agent";
import { clientOf } from "../../local-aws/support/run-local-aws";
import {
  accountId,
  budgetName,
  type DeployedProject,
  filteredBy,
  instruction,
  model,
  project as projectName,
} from "../support/deployed-project";
import { deployed, verified } from "./verified";

const hourMs = 3_600_000;

/** Lets the key be in billing data, and activates it, a day before now. */
async function withActiveTag(aws: LocalAws): Promise<void> {
  const call = { modelId: "amazon.nova-pro-v1:0", resourceArn: model, inputTokens: 1000, outputTokens: 0 };
  meterModelCall({ ...call, tags: { Project: "another" } }, { ...aws, region: "eu-west-2" });
  aws.clock.advance(25 * hourMs);
  const CostAllocationTagsStatus = [{ TagKey: "Project", Status: "Active" as const }];
  const asked = new UpdateCostAllocationTagsStatusCommand({ CostAllocationTagsStatus });
  expect((await new CostExplorerClient(clientOf(aws)).send(asked)).Errors).toEqual([]);
  aws.clock.advance(25 * hourMs);
}

test("a fresh project has nothing wrong and waits for its first call; called, and two days later, all of it passes", async () => {
  const { aws, project } = await deployed();
  await withActiveTag(aws);
  const fresh = await verified(aws, project);
  expect(fresh.wrong).toEqual([]);
  expect(fresh.waiting).toEqual(["calls-are-logged", "cost-tag-is-active", "spend-is-seen"]);
  expect(fresh.outcome).toBe("waiting");

  const called = await verified(aws, project, { invoke: {}, costExplorer: true });
  expect(called.wrong).toEqual([]);
  expect(called.passed).toContain("test-call-is-answered");
  aws.clock.advance(48 * hourMs);
  const later = await verified(aws, project, { costExplorer: true });
  expect(later).toMatchObject({ wrong: [], waiting: [], outcome: "clean" });
  expect(new Set(later.passed)).toEqual(
    new Set([
      ...["resources-stand", "agent-is-prepared", "agent-has-stacks-profile", "agent-uses-inference-profile"],
      ...["alias-follows-agent", "agent-role-invokes-its-profile", "no-direct-model-access", "invoker-calls-alias"],
      ...["inference-profile-has-project-tag", "model-is-live", "one-region", "action-group-permission-is-scoped"],
      ...["budget-matches-project-tag", "project-tag-on-every-billable", "api-is-guarded", "calls-are-logged"],
      ...["cost-tag-is-active", "spend-is-seen"],
    ]),
  );
  expect(aws.requests.missing()).toEqual([]);
});

test("an agent's id alone leads to its alias, functions, API, key and budget", async () => {
  const { aws, project } = await deployed();
  const { agentId } = project;
  const { wrong, passed } = await verified(aws, project, { subject: { agentId }, invoke: {} });
  expect(wrong).toEqual([]);
  expect(passed).toEqual(expect.arrayContaining(["test-call-is-answered", "calls-are-logged", "api-is-guarded"]));
});

/** One thing done to a project that stands. */
type Change = (aws: LocalAws, project: DeployedProject) => Promise<unknown>;

const agents = (aws: LocalAws) => new BedrockAgentClient(clientOf(aws));

async function setModel(
  aws: LocalAws,
  { agentId, agentRole }: DeployedProject,
  foundationModel: string,
): Promise<void> {
  settle(aws);
  const settings = { agentName: projectName, agentResourceRoleArn: agentRole, instruction, foundationModel };
  await agents(aws).send(new sdk.UpdateAgentCommand({ agentId, ...settings }));
  settle(aws);
  await agents(aws).send(new sdk.PrepareAgentCommand({ agentId }));
  settle(aws);
}

async function moveAlias(aws: LocalAws, { agentId, aliasId }: DeployedProject): Promise<void> {
  await agents(aws).send(
    new UpdateAgentAliasCommand({ agentId, agentAliasId: aliasId, agentAliasName: "cost-tracked" }),
  );
  settle(aws);
}

async function setAliasOfFunction(aws: LocalAws, { agentId }: DeployedProject, AGENT_ALIAS_ID: string): Promise<void> {
  await new LambdaClient(clientOf(aws)).send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: `${projectName}-invoke-agent`,
      Environment: {
        Variables: { AGENT_ID: agentId, AGENT_ALIAS_ID, ALLOWED_ORIGINS: "https://a.example", TIMEOUT_MS: "1" },
      },
    }),
  );
}

async function setBudget(aws: LocalAws, rest: object): Promise<void> {
  const NewBudget: Budget = {
    ...{ BudgetName: budgetName, BudgetType: "COST", TimeUnit: "MONTHLY" },
    ...{ BudgetLimit: { Amount: "50", Unit: "USD" }, ...rest },
  };
  await new BudgetsClient(clientOf(aws)).send(new UpdateBudgetCommand({ AccountId: accountId, NewBudget }));
}

const changes: [
  string,
  { readonly change: Change; readonly check: string; readonly message: RegExp; readonly remedy: RegExp },
][] = [
  [
    "the tag is taken from the profile",
    {
      change: (aws, { profileArn }) =>
        new BedrockClient(clientOf(aws)).send(
          new UntagResourceCommand({ resourceARN: profileArn, tagKeys: ["Project"] }),
        ),
      check: "inference-profile-has-project-tag",
      message: /it has no Project tag/,
      remedy: /chargeback apply News.*aws bedrock tag-resource --resource-arn \S+ --tags key=Project,value=news$/,
    },
  ],
  [
    "the agent's model is a raw one again",
    {
      change: (aws, project) => setModel(aws, project, "amazon.nova-pro-v1:0"),
      check: "agent-uses-inference-profile",
      message: /calls "amazon.nova-pro-v1:0", a foundation model's id, directly/,
      remedy:
        /chargeback apply News.*update-agent --agent-id \w+ --foundation-model arn:\S+application-inference-profile/,
    },
  ],
  [
    "the alias is left on a version with the old model",
    {
      change: async (aws, project) => {
        await setModel(aws, project, "amazon.nova-pro-v1:0");
        await moveAlias(aws, project);
        await setModel(aws, project, project.profileArn);
      },
      check: "alias-follows-agent",
      message: /the alias serves version 2, which calls "amazon.nova-pro-v1:0"/,
      remedy: /update-agent-alias --agent-id \w+ --agent-alias-id \w+ --agent-alias-name cost-tracked/,
    },
  ],
  [
    "the function calls another alias",
    {
      change: async (aws, project) => {
        const other = { agentId: project.agentId, agentAliasName: "other" };
        const { agentAlias } = await agents(aws).send(new CreateAgentAliasCommand(other));
        await setAliasOfFunction(aws, project, agentAlias?.agentAliasId ?? "");
      },
      check: "invoker-calls-alias",
      message: /no environment variable of it names an alias of this account/,
      remedy: /chargeback apply News.*set its variable to the alias \w{10} \(aws lambda update-function-configuration/,
    },
  ],
  [
    "the function calls the test alias",
    {
      change: (aws, project) => setAliasOfFunction(aws, project, "TSTALIASID"),
      check: "invoker-calls-alias",
      message: /test alias TSTALIASID/,
      remedy: /set its variable to the alias/,
    },
  ],
  [
    "the budget's filter lacks the prefix",
    {
      change: (aws) => setBudget(aws, filteredBy("Project$news")),
      check: "budget-matches-project-tag",
      message: /its filter is TagKeyValue = Project\$news/,
      remedy: /chargeback apply News.*TagKeyValue = user:Project\$news/,
    },
  ],
  [
    "the budget is gone",
    {
      change: (aws) =>
        new BudgetsClient(clientOf(aws)).send(
          new DeleteBudgetCommand({ AccountId: accountId, BudgetName: budgetName }),
        ),
      check: "budget-matches-project-tag",
      message: /no budget in this account counts the spend of news/,
      remedy: /TagKeyValue = user:Project\$news/,
    },
  ],
  [
    "the agent's role is widened",
    {
      change: (aws, { agentRole }) =>
        new IAMClient(clientOf(aws)).send(
          new PutRolePolicyCommand({
            ...{ RoleName: agentRole.split("/").at(-1), PolicyName: "wide" },
            PolicyDocument: JSON.stringify({
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Action: "bedrock:InvokeModel", Resource: "*" }],
            }),
          }),
        ),
      check: "no-direct-model-access",
      message: /policy\/wide allows bedrock:InvokeModel on \*/,
      remedy: /aws iam delete-role-policy --role-name news-agent --policy-name wide/,
    },
  ],
  [
    "the draft is changed and not prepared",
    {
      change: (aws, { agentId, agentRole, profileArn }) =>
        agents(aws).send(
          new sdk.UpdateAgentCommand({
            ...{ agentId, agentName: projectName, agentResourceRoleArn: agentRole, foundationModel: profileArn },
            instruction: `${instruction} Be brief.`,
          }),
        ),
      check: "agent-is-prepared",
      message: /the agent is NOT_PREPARED/,
      remedy: /aws bedrock-agent prepare-agent --agent-id/,
    },
  ],
  [
    "the agent has a tagged profile that is not its stack's",
    {
      change: async (aws, project) => {
        const { inferenceProfileArn = "" } = await new BedrockClient(clientOf(aws)).send(
          new CreateInferenceProfileCommand({
            ...{ inferenceProfileName: "other", modelSource: { copyFrom: model } },
            tags: [{ key: "Project", value: projectName }],
          }),
        );
        const statement = (Resource: string, Condition?: object) => ({
          Effect: "Allow",
          Action: invoking,
          Resource,
          Condition,
        });
        await new IAMClient(clientOf(aws)).send(
          new PutRolePolicyCommand({
            ...{ RoleName: `${projectName}-agent`, PolicyName: "second" },
            PolicyDocument: JSON.stringify({
              Version: "2012-10-17",
              Statement: [
                statement(inferenceProfileArn),
                statement(model, { StringEquals: { "bedrock:InferenceProfileArn": inferenceProfileArn } }),
              ],
            }),
          }),
        );
        await setModel(aws, project, inferenceProfileArn);
        await moveAlias(aws, project);
      },
      check: "agent-has-stacks-profile",
      message: /and its stack made arn:/,
      remedy: /update-agent --agent-id/,
    },
  ],
];

const invoking = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream", "bedrock:GetInferenceProfile"];

describe("what has been changed since is found, with what to do, and nothing else is", () => {
  test.each(changes)("%s", async (_, { change, check, message, remedy }) => {
    const { aws, project } = await deployed();
    await change(aws, project);
    settle(aws);
    const { wrong, outcome } = await verified(aws, project, { apply: "chargeback apply News" });
    expect(wrong.map((each) => each.check)).toEqual([check]);
    expect(wrong[0]?.message).toMatch(message);
    expect(wrong[0]?.remedy).toMatch(remedy);
    expect(outcome).toBe("wrong");
  });
});
