import { expect, test } from "@jest/globals";
import { gate } from "../../policies";
import { gatePlan, verdictsOf } from "./support";
import { syntheticFolder, syntheticPlan } from "./synthetic";

/** Every finding of a rule: what it is about and its verdict. */
async function judged(rule: string, configDir?: string): Promise<string[]> {
  const outcome = await gatePlan(syntheticPlan("awscc"), configDir);
  return verdictsOf(outcome, rule).map(({ address, verdict }) => `${address.replace("awscc_", "")}: ${verdict}`);
}

const expected: Record<string, string[]> = {
  "agent-uses-inference-profile": [
    ...["pass: pass", "fail: fail", "open: undetermined"],
    // Its own model, and that of each step that has one.
    ...["pass_steps: pass", "pass_steps: pass", "pass_steps: pass"],
    ...["step_fail: pass", "step_fail: pass", "step_fail: fail"],
    ...["step_open: pass", "step_open: undetermined"],
    ...["supervisor_pass: pass", "supervisor_fail: pass", "supervisor_open: pass"],
    // The agents that they hand work on to.
    ...["supervisor_pass: pass", "supervisor_fail: fail", "supervisor_open: undetermined"],
  ].map((line) => `bedrock_agent.${line}`),
  "model-spend-uses-inference-profile": [
    "bedrock_prompt.pass: pass",
    "bedrock_prompt.pass: pass",
    "bedrock_prompt.fail: fail",
    "bedrock_prompt.open: undetermined",
    "bedrock_knowledge_base.fail: fail",
    "bedrock_data_source.pass: pass",
    "bedrock_data_source.fail: fail",
    "bedrock_prompt.pass_agent: pass",
    "bedrock_prompt.fail_agent: fail",
  ],
  "inference-profile-has-project-tag": [
    "p: pass",
    "fail_untagged: fail",
    "fail_other_tag: fail",
    "open_tag: undetermined",
    "open_tags: undetermined",
  ].map((line) => `bedrock_application_inference_profile.${line}`),
  "no-direct-model-access": ["iam_role.agent: pass", "iam_role.fail_direct: fail"],
  "agent-role-invokes-its-profile": [
    ...["pass: pass", "fail: notApplicable", "open: undetermined", "pass_steps: pass", "step_fail: pass"],
    ...["step_open: pass", "supervisor_pass: pass", "supervisor_fail: pass", "supervisor_open: pass"],
  ].map((line) => `bedrock_agent.${line}`),
};

test.each(Object.keys(expected))("%s judges a first plan of Cloud Control, shaped by hand", async (rule) => {
  expect(await judged(rule)).toEqual(expected[rule]);
  expect(await judged(rule, syntheticFolder("awscc"))).toEqual(expected[rule]);
});

test("tags stand in a list of keys and values, or in a map", async () => {
  const found = await judged("project-tag-on-every-billable");
  expect(found.filter((line) => /sns_topic|prompt\.(pass|fail):/.test(line))).toEqual([
    "sns_topic.later: pass",
    "bedrock_prompt.pass: pass",
    "bedrock_prompt.fail: fail",
  ]);
});

test("a collaborator of another stack does not block, unless the rule is required", async () => {
  const rule = "agent-uses-inference-profile";
  const plan = { text: JSON.stringify(syntheticPlan("awscc")), name: "plan.json" };
  const levels = async (require: string[]) =>
    verdictsOf(await gate({ plan, require }), rule)
      .filter(({ address, verdict }) => address.endsWith("supervisor_open") && verdict === "undetermined")
      .map(({ level }) => level);
  expect(await levels([])).toEqual(["advisory"]);
  expect(await levels([rule])).toEqual(["mandatory"]);
});
