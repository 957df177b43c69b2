import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { gate } from "../../../policies";
import { byAddress, fixtures, recordedPlan, row, verdictsOf, type PlanJson, type Verdict } from "../support";

const rule = "model-is-live";
const folder = path.join(fixtures, "models-hcl");
const profile = "aws_bedrock_inference_profile";
const agent = "aws_bedrockagent_agent";
const modelArn = (id: string): string => `arn:aws:bedrock:eu-west-2::foundation-model/${id}`;

const gateOn = async (plan: PlanJson, day: string, configDir?: string) =>
  gate({ plan: { text: JSON.stringify(plan), name: "plan.json" }, now: new Date(day), configDir });

async function judgeCopyOf(model: unknown, day = "2026-11-24"): Promise<Verdict[]> {
  const plan = recordedPlan("news-agent");
  row(plan, profile).change.after["model_source"] = [{ copy_from: model }];
  return verdictsOf(await gateOn(plan, day), rule);
}

test("every way of copying a model in HCL gets the verdict that its name says", async () => {
  const verdicts = byAddress(await gateOn(recordedPlan("models-hcl"), "2026-11-24", folder), rule);
  expect(Object.keys(verdicts)).toHaveLength(11);
  const words: Record<string, string> = { pass: "pass", fail: "fail", open: "undetermined" };
  const expected = Object.keys(verdicts).map((address) => [
    address,
    words[/\.(pass|fail|open)_/.exec(address)?.[1] ?? ""],
  ]);
  expect(verdicts).toEqual(Object.fromEntries(expected));
});

describe("the model that a profile copies", () => {
  test.each([
    ["an active model", modelArn("amazon.nova-pro-v1:0"), "2026-11-24", "pass", "is active"],
    ["the last day before Legacy", modelArn("amazon.nova-premier-v1:0"), "2026-03-12", "pass", "is active"],
    ["Legacy", modelArn("amazon.nova-premier-v1:0"), "2026-03-13", "fail", "stops answering on 2026-09-14"],
    ["the day of its end", modelArn("amazon.nova-premier-v1:0"), "2026-09-14", "fail", "end of life on 2026-09-14"],
    ["a system-defined profile's id", "eu.amazon.nova-pro-v1:0", "2026-11-24", "pass", "is active"],
    ["a model without a row", modelArn("deepseek.v3.2"), "2026-11-24", "undetermined", "the catalogue cannot tell"],
    ["nothing", null, "2026-11-24", "undetermined", "the catalogue cannot tell"],
  ])("%s", async (_, model, day, verdict, message) => {
    expect(await judgeCopyOf(model, day)).toEqual([
      expect.objectContaining({ verdict, level: "advisory", message: expect.stringContaining(message) }),
    ]);
  });

  test("the remedy names active models of the Region that the ARN names", async () => {
    const [verdict] = await judgeCopyOf(modelArn("anthropic.claude-3-7-sonnet-20250219-v1:0"));
    expect(verdict?.remedy).toMatch(/^set copy_from to the ARN of \S*anthropic\.\S+, .* \(active in eu-west-2\)$/);
  });
});

describe("an agent", () => {
  test("that calls its model through a profile is not asked", async () => {
    const found = verdictsOf(await gateOn(recordedPlan("news-agent"), "2026-11-24"), rule);
    expect(found.map(({ address }) => address)).toEqual([expect.stringMatching(`^${profile}`)]);
  });

  test("that names a retired model fails, and blocks nothing by it", async () => {
    const plan = recordedPlan("news-agent");
    const { change } = row(plan, agent);
    change.after["foundation_model"] = "anthropic.claude-3-7-sonnet-20250219-v1:0";
    delete change.after_unknown["foundation_model"];
    const found = verdictsOf(await gateOn(plan, "2026-11-24"), rule).filter(({ address }) => address.startsWith(agent));
    expect(found).toEqual([expect.objectContaining({ verdict: "fail", level: "advisory" })]);
  });
});

test("a sensitive model is not looked up", async () => {
  const outcome = await gateOn(recordedPlan("models-hcl"), "2026-11-24", folder);
  const secret = verdictsOf(outcome, rule).find(({ address }) => address.endsWith("open_sensitive"));
  expect(JSON.stringify(secret)).not.toContain("nova-micro");
});

test("a plan without profile and agent has nothing to ask", async () => {
  const plan = recordedPlan("news-agent");
  plan.resource_changes = plan.resource_changes.filter(({ type }) => !/^aws_bedrock/.test(type));
  expect(verdictsOf(await gateOn(plan, "2026-11-24"), rule)).toEqual([]);
});
