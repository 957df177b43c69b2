import { expect, test } from "@jest/globals";
import { type Agent, bedrockAgentSlice } from "../../../../local-aws/services/bedrock-agent/agents-slice";
import type { LocalAws } from "../../../../local-aws/local-aws";
import { runLocalAws } from "../../support/run-local-aws";
import { terraformProject } from "../../support/terraform-project";

const agent_id = "${aws_bedrockagent_agent.news.agent_id}";

const group = (name: string, after: readonly string[]) => ({
  action_group_name: name,
  agent_id,
  agent_version: "DRAFT",
  description: "${var.group}",
  skip_resource_in_use_check: true,
  action_group_executor: [{ lambda: "arn:aws:lambda:eu-west-2:111122223333:function:search" }],
  function_schema: [
    {
      member_functions: [
        {
          functions: [
            {
              name,
              description: "Finds announcements",
              parameters: [{ map_block_key: "query", type: "string", description: "Words", required: true }],
            },
          ],
        },
      ],
    },
  ],
  depends_on: after,
});

const configuration = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: { aws: [{ region: "eu-west-2" }] },
  variable: {
    project: { default: "news" },
    instruction: { default: "first" },
    group: { default: "Searches" },
    groups: { default: 2 },
  },
  output: {
    alias: { value: "${aws_bedrockagent_agent_alias.live.agent_alias_arn}" },
    serves: { value: "${aws_bedrockagent_agent_alias.live.routing_configuration[0].agent_version}" },
  },
  resource: {
    aws_bedrock_inference_profile: {
      model: {
        name: "news",
        model_source: [{ copy_from: "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0" }],
        tags: { Project: "${var.project}" },
      },
    },
    aws_bedrockagent_agent: {
      news: {
        agent_name: "news",
        agent_resource_role_arn: "arn:aws:iam::111122223333:role/news",
        foundation_model: "${aws_bedrock_inference_profile.model.arn}",
        // One that goes does not prepare the agent: this does.
        description: "Groups: ${var.groups}",
        instruction: "Answer questions about what AWS has announced: ${var.instruction}",
        tags: { Project: "${var.project}" },
      },
    },
    aws_bedrockagent_agent_action_group: {
      search: group("search", []),
      count: { count: "${var.groups - 1}", ...group("count", ["aws_bedrockagent_agent_action_group.search"]) },
    },
    aws_bedrockagent_agent_alias: {
      live: {
        agent_alias_name: "live",
        agent_id,
        description: "Follows ${var.instruction}, ${var.group} and ${var.groups}",
        tags: { Project: "${var.project}" },
        depends_on: ["aws_bedrockagent_agent_action_group.count"],
      },
    },
  },
};

const onlyAgent = ({ state }: LocalAws): Agent => {
  const [agent] = Object.values(state(bedrockAgentSlice).agents);
  if (!agent) throw new Error("There is no agent.");
  return agent;
};

test("an agent, its groups and its alias are applied, planned empty, changed and destroyed", async () => {
  const aws = await runLocalAws();
  const terraform = terraformProject(aws, configuration);
  expect(await terraform("init", "-input=false")).toMatchObject({ exitCode: 0 });
  const apply = async (...settings: string[]) => {
    const applied = await terraform("apply", "-auto-approve", "-input=false", ...settings);
    expect(applied.output).toContain("Apply complete!");
    const [alias] = Object.values(onlyAgent(aws).aliases);
    return { arn: alias?.arn, serves: alias?.history.at(-1)?.version };
  };
  const planned = async (...settings: string[]) => (await terraform("plan", "-detailed-exitcode", ...settings)).output;
  const first = await apply();
  expect(first.serves).toBe("1");
  expect(await planned()).toContain("No changes");
  // Tags alone move nothing.
  expect(await apply("-var=project=other")).toEqual(first);
  const changed = ["-var=project=other", "-var=instruction=second", "-var=group=Finds"];
  expect(await apply(...changed)).toEqual({ ...first, serves: "2" });
  const settings = [...changed, "-var=groups=1"];
  expect(await apply(...settings)).toEqual({ ...first, serves: "3" });
  expect(await planned(...settings)).toContain("No changes");
  const { versions } = onlyAgent(aws);
  expect(
    versions.map(({ content }) => ({
      instruction: content.settings.instruction?.split(": ")[1],
      groups: content.actionGroups.map(({ settings }) => settings.description),
    })),
  ).toEqual([
    { instruction: "first", groups: ["Searches", "Searches"] },
    { instruction: "second", groups: ["Finds", "Finds"] },
    { instruction: "second", groups: ["Finds"] },
  ]);
  const destroyed = await terraform("destroy", "-auto-approve", "-refresh=false", ...settings);
  expect(destroyed.output).toContain("Resources: 4 destroyed");
});
