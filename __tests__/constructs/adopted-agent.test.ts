import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { describe, expect, test } from "@jest/globals";
import {
  AdoptedAgent,
  AgentAlias,
  ChargebackInputError,
  type ExistingAgent,
  NoDirectModelAccess,
  TrackedInferenceProfile,
} from "../../constructs";
import { INSTRUCTION } from "./support/agent";
import { asOf, environment, model, tags, testStack } from "./support/stack";
import { address, policyOf, synth, type Synthesized, the } from "./support/synthesized";

const arn = "arn:aws:lambda:eu-west-2:111122223333:function:search";

/** A stack that takes an agent over, and its alias. */
function adopted(changed: Partial<ExistingAgent> = {}) {
  const stack = testStack();
  const role = new IamRole(stack, "Role", { name: "console-role", assumeRolePolicy: "{}" });
  const inferenceProfile = new TrackedInferenceProfile(stack, "Profile", {
    ...{ name: "news", source: model, tags, environment, asOf },
  });
  const agent = new AdoptedAgent(stack, "Agent", {
    existing: { agentId: "ABCDEFGHIJ", name: "SearchAWSNews", instruction: INSTRUCTION, ...changed },
    role,
    inferenceProfile,
    tags,
    environment,
    actionGroups: {
      Search: {
        actionGroupId: "GROUPAAAAA",
        name: "search",
        handler: { name: "search", arn },
        functions: [{ name: "search", parameters: { q: { type: "string" } } }],
      },
      Later: { name: "later", handler: { name: "search", arn }, apiSchema: "openapi: 3.0.0" },
    },
  });
  const alias = new AgentAlias(stack, "Alias", { agent, tags, name: "live" });
  return { stack, role, alias };
}

const importsOf = (synthesized: Synthesized): unknown => (synthesized as { import?: unknown }).import;

describe("AdoptedAgent", () => {
  test("imports the agent and the action groups that stand, and makes the others", () => {
    const synthesized = synth(adopted().stack);
    expect(importsOf(synthesized)).toEqual([
      { to: address(synthesized, "aws_bedrockagent_agent_action_group", "Search"), id: "GROUPAAAAA,ABCDEFGHIJ,DRAFT" },
      { to: address(synthesized, "aws_bedrockagent_agent"), id: "ABCDEFGHIJ" },
    ]);
  });

  test("keeps its role, which may call through the profile before the agent does", () => {
    const synthesized = synth(adopted().stack);
    const role = address(synthesized, "aws_iam_role");
    expect(the(synthesized, "aws_bedrockagent_agent")).toMatchObject({
      agent_name: "SearchAWSNews",
      agent_resource_role_arn: `\${${role}.arn}`,
      foundation_model: `\${${address(synthesized, "aws_bedrock_inference_profile")}.arn}`,
      depends_on: [address(synthesized, "aws_iam_role_policy")],
    });
    expect(the(synthesized, "aws_iam_role_policy")["role"]).toBe(`\${${role}.name}`);
  });

  test("keeps the agent's description in front of the hash of its action groups, 200 characters at most", () => {
    const described = (description: string) =>
      the(synth(adopted({ description }).stack), "aws_bedrockagent_agent")["description"];
    expect(described("From the console.")).toMatch(/^From the console\. Action groups: [0-9a-f]{12}$/);
    expect(described("x".repeat(200))).toHaveLength(198);
  });

  test("may call a function that two of its groups have by one permission, which is named after it", () => {
    const permission = the(synth(adopted().stack), "aws_lambda_permission");
    expect(permission).toMatchObject({ statement_id: "AllowAgentABCDEFGHIJ", function_name: "search" });
  });

  test("leaves alone in AWS what the code does not tell, and goes on being guarded", () => {
    const { lifecycle } = the(
      synth(adopted({ kept: ["guardrail_configuration"] }).stack),
      "aws_bedrockagent_agent",
    ) as { lifecycle: object };
    expect(lifecycle).toMatchObject({
      ignore_changes: ["guardrail_configuration"],
      postcondition: [{ condition: expect.stringContaining("application-inference-profile") as unknown }],
    });
    expect(the(synth(adopted().stack), "aws_bedrockagent_agent")["lifecycle"]).not.toHaveProperty("ignore_changes");
  });

  test("an alias follows it, as it follows any agent", () => {
    const description = (instruction: string) =>
      the(synth(adopted({ instruction }).stack), "aws_bedrockagent_agent_alias")["description"];
    expect(description(INSTRUCTION)).toBe(description(INSTRUCTION));
    expect(description(INSTRUCTION)).not.toBe(description(`${INSTRUCTION} And politely.`));
  });

  test.each([
    ["an instruction that AWS refuses", { instruction: "short" }, /40 to 8000 characters, received "5 characters"/],
    ["a name that AWS refuses", { name: "two words" }, /received "two words"/],
  ])("refuses %s", (_, changed, message) => {
    expect(() => adopted(changed)).toThrow(ChargebackInputError);
    expect(() => adopted(changed)).toThrow(message);
  });
});

test("NoDirectModelAccess denies model calls past every profile, once the alias has moved", () => {
  const { stack, role, alias } = adopted();
  new NoDirectModelAccess(stack, "Denial", { role: role.name, environment, after: [alias.resource] });
  const synthesized = synth(stack);
  const denial = the(synthesized, "aws_iam_role_policy", "Denial");
  const profiles = "arn:aws:bedrock:*:111122223333:application-inference-profile/*";
  expect(policyOf(denial["policy"]).Statement).toEqual([
    {
      Effect: "Deny",
      Action: expect.arrayContaining(["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]) as unknown,
      NotResource: profiles,
      Condition: { StringNotLike: { "bedrock:InferenceProfileArn": profiles } },
    },
  ]);
  expect(denial["depends_on"]).toEqual([address(synthesized, "aws_bedrockagent_agent_alias")]);
});
