import { describe, expect, test } from "@jest/globals";
import { TerraformResource } from "cdktf";
import { AgentProject, AwsNewsAgent, ProjectTags } from "../../constructs";
import { allTags, environment, model, tags, testApp, testStack } from "./support/stack";
import { address, all, policyOf, synth, the } from "./support/synthesized";

const api = { allowedOrigins: ["https://www.example.com", "http://localhost:3000"] };
const budget = { monthlyLimitUsd: 50, notifyEmails: ["finance@example.com"] };

const newsStack = (app = testApp()) => {
  const stack = testStack(app, "News");
  new AwsNewsAgent(stack, "Agent", { tags, environment, model, api, budget });
  return stack;
};

describe("AwsNewsAgent", () => {
  const synthesized = synth(newsStack());

  test("is everything that the project needs, and asks AWS nothing to be planned", () => {
    const count = Object.fromEntries(
      Object.entries(synthesized.resource).map(([type, it]) => [type, Object.keys(it).length]),
    );
    expect(count).toMatchObject({
      aws_bedrock_inference_profile: 1,
      aws_bedrockagent_agent: 1,
      aws_bedrockagent_agent_action_group: 1,
      aws_bedrockagent_agent_alias: 1,
      aws_lambda_function: 2,
      aws_cloudwatch_log_group: 3,
      aws_iam_role: 4,
      aws_lambda_permission: 2,
      aws_api_gateway_rest_api: 1,
      aws_api_gateway_stage: 1,
      aws_api_gateway_usage_plan: 1,
      aws_api_gateway_api_key: 1,
      aws_budgets_budget: 1,
      aws_sns_topic: 1,
    });
    expect(synthesized).not.toHaveProperty("data");
  });

  test("every resource that AWS lets be tagged carries the tags itself, without the provider's default tags", () => {
    const resources = newsStack()
      .node.findAll()
      .filter((node) => TerraformResource.isTerraformResource(node));
    const taggable = resources.filter((resource) => "tagsInput" in resource);
    expect(taggable.length).toBeGreaterThanOrEqual(16);
    for (const resource of taggable)
      expect({ at: resource.node.path, tags: resource.tagsInput }).toEqual({ at: resource.node.path, tags: allTags });
  });

  test("the function behind the API knows agent and alias, and may invoke that alias only", () => {
    const alias = address(synthesized, "aws_bedrockagent_agent_alias");
    expect(the(synthesized, "aws_lambda_function", "InvokeAgent")).toMatchObject({
      function_name: "aws-news-agent-invoke-agent",
      timeout: 29,
      environment: {
        variables: {
          AGENT_ID: `\${${address(synthesized, "aws_bedrockagent_agent")}.agent_id}`,
          AGENT_ALIAS_ID: `\${${alias}.agent_alias_id}`,
          ALLOWED_ORIGINS: "https://www.example.com,http://localhost:3000",
          TIMEOUT_MS: "27000",
        },
      },
    });
    const policy = policyOf(the(synthesized, "aws_iam_role_policy", "InvokeAgent")["policy"]);
    expect(policy.Statement.slice(1)).toEqual([
      { Effect: "Allow", Action: "bedrock:InvokeAgent", Resource: `\${${alias}.agent_alias_arn}` },
    ]);
  });

  test("the agent searches with the function and the parameters that its Lambda answers", () => {
    const { action_group_name, function_schema } = the(synthesized, "aws_bedrockagent_agent_action_group");
    expect(action_group_name).toBe("search-aws-news");
    const [schema] = function_schema as {
      member_functions: { functions: { name: string; parameters: object[] }[] }[];
    }[];
    const [search] = schema?.member_functions[0]?.functions ?? [];
    expect(search?.name).toBe("search_aws_news");
    expect(search?.parameters).toEqual([
      expect.objectContaining({ map_block_key: "query", type: "string", required: true }),
      expect.objectContaining({ map_block_key: "max_results", type: "integer", required: false }),
    ]);
  });

  test("a second project in the same account leaves the one logging role to the first", () => {
    const app = testApp();
    const stack = testStack(app, "Desk");
    const desk = new ProjectTags({ project: "support-desk" });
    new AgentProject(stack, "Desk", {
      tags: desk,
      environment,
      model,
      agent: { instruction: "Help people of this company with their questions." },
      api: { ...api, createLoggingRole: false },
      budget,
    });
    const second = synth(stack);
    expect(all(second, "aws_api_gateway_account")).toEqual([]);
    expect(the(second, "aws_bedrock_inference_profile")["tags"]).toEqual({ Project: "support-desk" });
    expect(the(second, "aws_budgets_budget")["cost_filter"]).toEqual([
      { name: "TagKeyValue", values: ["user:Project$support-desk"] },
    ]);
  });

  test("a second synthesis is the same, to the byte", () => {
    const text = () => JSON.stringify(newsStack().toTerraform());
    expect(text()).toBe(text());
  });
});
