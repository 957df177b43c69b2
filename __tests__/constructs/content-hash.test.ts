import { describe, expect, test } from "@jest/globals";
import { TerraformVariable } from "cdktf";
import { AgentAlias, CostTrackedAgent, modelKnownAtPlan, modelSource, TrackedInferenceProfile } from "../../constructs";
import { contentHash } from "../../constructs/content-hash";
import { asOf, environment, tags, testStack } from "./support/stack";
import { synth, the } from "./support/synthesized";

const variable = (stack: ReturnType<typeof testStack>, id: string) =>
  new TerraformVariable(stack, id, { type: "string" }).stringValue;

describe("contentHash", () => {
  test("does not depend on the order of keys", () => {
    const stack = testStack();
    expect(contentHash(stack, { a: 1, b: [2] }, 12)).toBe(contentHash(stack, { b: [2], a: 1 }, 12));
    expect(contentHash(stack, { a: 1 }, 12)).toMatch(/^[0-9a-f]{12}$/);
  });

  test("of a text that only looks like a variable is made at synthesis", () => {
    expect(contentHash(testStack(), { instruction: "Explain what var.model is for." }, 8)).toMatch(/^[0-9a-f]{8}$/);
  });
});

describe("what Terraform variables hold", () => {
  const rendered = () => {
    const stack = testStack();
    const source = modelKnownAtPlan(variable(stack, "model"));
    const profile = { name: "news", source, tags, environment, asOf };
    const inferenceProfile = new TrackedInferenceProfile(stack, "Profile", profile);
    const instruction = variable(stack, "instruction");
    const agent = new CostTrackedAgent(stack, "Agent", {
      name: "news",
      inferenceProfile,
      instruction,
      tags,
      environment,
    });
    new AgentAlias(stack, "Alias", { agent, tags });
    return synth(stack);
  };

  test("is in the name of the profile, and in the content that the alias follows", () => {
    const synthesized = rendered();
    expect(the(synthesized, "aws_bedrock_inference_profile")["name"]).toMatch(
      /^news-\$\{substr\(sha256\(jsonencode\(\["[0-9a-f]{8}", var\.model\]\)\), 0, 8\)\}$/,
    );
    expect(the(synthesized, "aws_bedrockagent_agent_alias")["description"]).toMatch(
      /^Follows the agent\. Content: \$\{substr\(sha256\(jsonencode\(\["[0-9a-f]{12}", var\.model, var\.instruction\]\)\), 0, 12\)\}$/,
    );
  });

  test("is hashed the same way at every synthesis", () => {
    expect(rendered()).toEqual(rendered());
  });

  test("a literal id is the catalogue's to judge, at synthesis", () => {
    const profileOf = (source: ReturnType<typeof modelSource>) => () =>
      new TrackedInferenceProfile(testStack(), "Profile", { name: "news", source, tags, environment, asOf });
    expect(profileOf(modelKnownAtPlan("amazon.nova-lite-v1:0"))).toThrow("Use modelSource(id)");
    expect(profileOf(modelSource(variable(testStack(), "model")))).toThrow("or modelKnownAtPlan(id)");
  });
});
