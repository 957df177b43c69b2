import { describe, expect, test } from "@jest/globals";
import { ChargebackInputError } from "../../constructs";
import { agentStack, INSTRUCTION } from "./support/agent";
import { allTags } from "./support/stack";
import { address, all, synth, the } from "./support/synthesized";

const GROUP = "aws_bedrockagent_agent_action_group";

describe("CostTrackedAgent", () => {
  test("calls the profile, is tagged, and waits for its permission", () => {
    const synthesized = synth(agentStack());
    expect(the(synthesized, "aws_bedrockagent_agent")).toMatchObject({
      agent_name: "news",
      foundation_model: `\${${address(synthesized, "aws_bedrock_inference_profile")}.arn}`,
      agent_resource_role_arn: `\${${address(synthesized, "aws_iam_role", "Agent_")}.arn}`,
      instruction: INSTRUCTION,
      idle_session_ttl_in_seconds: 600,
      prepare_agent: true,
      tags: allTags,
      depends_on: [address(synthesized, "aws_iam_role_policy", "Agent_")],
    });
  });

  test("an action group names its function, and only this agent may call it", () => {
    const synthesized = synth(agentStack());
    const agent = address(synthesized, "aws_bedrockagent_agent");
    const lambda = address(synthesized, "aws_lambda_function");
    expect(the(synthesized, GROUP)).toMatchObject({
      action_group_name: "search",
      agent_id: `\${${agent}.agent_id}`,
      agent_version: "DRAFT",
      action_group_executor: [{ lambda: `\${${lambda}.arn}` }],
      function_schema: [
        {
          member_functions: [
            {
              functions: [
                {
                  name: "search",
                  description: "Searches",
                  parameters: [{ map_block_key: "q", type: "string", description: "Words", required: false }],
                },
              ],
            },
          ],
        },
      ],
      depends_on: [address(synthesized, "aws_lambda_permission")],
    });
    expect(the(synthesized, "aws_lambda_permission")).toEqual({
      statement_id: "AllowThisAgent",
      action: "lambda:InvokeFunction",
      function_name: `\${${lambda}.function_name}`,
      principal: "bedrock.amazonaws.com",
      source_arn: `\${${agent}.agent_arn}`,
      source_account: "111122223333",
    });
  });

  test("action groups are prepared one after another, in the order given", () => {
    const synthesized = synth(agentStack({ groups: ["one", "two", "three"] }));
    const before = (name: string) =>
      (the(synthesized, GROUP, `Group${name}_`)["depends_on"] as string[]).filter((it) => it.startsWith(GROUP));
    expect(before("one")).toEqual([]);
    expect(before("two")).toEqual([address(synthesized, GROUP, "Groupone_")]);
    expect(before("three")).toEqual([address(synthesized, GROUP, "Grouptwo_")]);
    expect(the(synthesized, "aws_bedrockagent_agent_alias")["depends_on"]).toEqual(
      expect.arrayContaining(all(synthesized, GROUP).map(([name]) => `${GROUP}.${name}`)),
    );
  });

  test("an agent without action groups is an agent", () => {
    expect(all(synth(agentStack({ groups: [] })), GROUP)).toEqual([]);
  });

  test("taking an action group away changes the agent, which prepares it again", () => {
    const description = (groups: string[]) =>
      the(synth(agentStack({ groups })), "aws_bedrockagent_agent")["description"];
    expect(description(["one", "two"])).not.toBe(description(["one"]));
  });

  test.each([[39], [8001]])("an instruction of %i characters is refused", (length) => {
    const make = () => agentStack({ instruction: "x".repeat(length) });
    expect(make).toThrow(ChargebackInputError);
    expect(make).toThrow(
      `Test/Agent: expected an instruction of 40 to 8000 characters, received "${String(length)} char`,
    );
  });

  test.each([["a--b"], ["-a"], ["a b"], ["x".repeat(101)]])("the action group name %p is refused", (name) => {
    expect(() => agentStack({ definition: { name } })).toThrow(/^Test\/Agent\/Groupsearch: expected an agent, alias/);
  });
});
