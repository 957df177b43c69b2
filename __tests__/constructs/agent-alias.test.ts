import { describe, expect, test } from "@jest/globals";
import { BedrockagentAgent } from "@cdktf/provider-aws/lib/bedrockagent-agent";
import { foundationModel } from "../../constructs";
import { type AgentGiven, agentStack } from "./support/agent";
import { allTags } from "./support/stack";
import { address, synth, the } from "./support/synthesized";

const aliasOf = (given?: AgentGiven) => the(synth(agentStack(given)), "aws_bedrockagent_agent_alias");
const description = (given?: AgentGiven) => aliasOf(given)["description"];

describe("AgentAlias", () => {
  test("serves the agent without naming a version, and is tagged", () => {
    const synthesized = synth(agentStack());
    expect(the(synthesized, "aws_bedrockagent_agent_alias")).toMatchObject({
      agent_alias_name: "cost-tracked",
      agent_id: `\${${address(synthesized, "aws_bedrockagent_agent")}.agent_id}`,
      description: expect.stringMatching(/^Follows the agent\. Content: [0-9a-f]{12}$/) as unknown,
      tags: allTags,
    });
    expect(aliasOf()).not.toHaveProperty("routing_configuration");
  });

  test.each<[string, AgentGiven]>([
    ["the model", { source: foundationModel("amazon.nova-lite-v1:0") }],
    ["the profile's name, which replaces the profile", { profileName: "other" }],
    ["the instruction", { instruction: "Answer nothing but questions about the weather of today." }],
    ["the session's length", { idleSessionTtlSec: 900 }],
    ["one more action group", { groups: ["search", "read"] }],
    ["no action group", { groups: [] }],
    ["an action group's description", { definition: { description: "Finds" } }],
    ["an action group's functions", { definition: { functions: [] } }],
    ["a pin", { pinToVersion: "3" }],
  ])("moves with %s", (_, given) => {
    expect(description(given)).not.toBe(description());
  });

  test.each<[string, AgentGiven]>([
    ["a second synthesis", {}],
    ["the code of the function", { code: "other code" }],
  ])("does not move with %s", (_, given) => {
    expect(description(given)).toBe(description());
  });

  test("moves with an override on the agent, which no prop shows", () => {
    const stack = agentStack();
    const agent = stack.node.findAll().find((node) => node instanceof BedrockagentAgent);
    agent?.addOverride("guardrail_configuration", [{ guardrail_identifier: "g", guardrail_version: "1" }]);
    expect(the(synth(stack), "aws_bedrockagent_agent_alias")["description"]).not.toBe(description());
  });

  test("while pinned it serves one version and follows nothing", () => {
    expect(aliasOf({ pinToVersion: "3" })).toMatchObject({
      description: "Pinned to version 3",
      routing_configuration: [{ agent_version: "3", provisioned_throughput: null }],
    });
    expect(description({ pinToVersion: "3", idleSessionTtlSec: 900 })).toBe("Pinned to version 3");
  });

  test.each([["DRAFT"], ["0"], [""], ["1.5"], ["123456"]])("a pin to %p is refused", (pinToVersion) => {
    expect(() => agentStack({ pinToVersion })).toThrow(
      /^Test\/Alias: expected the number of an existing agent version/,
    );
  });
});
